"""What to do first: the shortest list of edits that clears most, each tried by running the core on the edited records.

1. ``mapping``, ``structure``, ``repairs`` and ``details`` turn findings into *edits*: what to change, in words, and a
   function that makes the change to an application. An edit does what the finding's fix asks for. Where only the
   applicant knows the true value, a sound one is tried and the words say which.
2. ``choosing`` tries the edits, takes the one that clears most, and goes on from there.
"""

from htq_core.first_steps.choosing import first_steps

__all__ = ["first_steps"]
