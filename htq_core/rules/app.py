"""Ready for the session and the form"""

from htq_core.rules.rule import Family

APP = Family("APP", "Ready for the session and the form")
