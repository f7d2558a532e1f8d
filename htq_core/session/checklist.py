"""What to have ready before a support session and the form: the questions, the documents, and the steps after."""

from htq_core.model.answers import Document

QUESTIONS = {
    "session_arranged": "Is a support session arranged?",
    "design_and_delivery_attend": "Will those who design and those who deliver the qualification both attend?",
    "one_form_each": "Is a form of its own planned for each qualification?",
    "terms_read": "Have you read the terms and conditions?",
    "confidential_flagged": "Have you marked the documents that are confidential or commercially sensitive?",
}
"""Questions that are answered with yes or no, by the name of the answer."""

DOCUMENTS = {
    Document.FORM: "The application form, filled in offline",
    Document.STRUCTURE: "The qualification structure",
    Document.MAPPING: "The KSB mapping, one for each occupation",
    Document.SPECIFICATION: "The specification of the qualification",
    Document.STRATEGY: "The assessment strategy",
    Document.EVIDENCE: "Evidence from employers, dated, and naming the occupation",
}

STEPS = (
    "In the support session an adviser goes through the mapping and the structure with you.",
    "You receive the KSB mapping sheet of the approvals team. Fill it in, and bring your own up to date.",
    "Submit the form with the structure, the mapping and the other documents: one form for each qualification.",
    "Officials, employers and a committee decide. They may ask questions first.",
    "After approval, tell the team before you change the qualification, and follow revisions of the standard.",
)
"""What happens next, in order."""
