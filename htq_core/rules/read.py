"""Can the files be read, and was all of it read?"""

from htq_core.rules.rule import Family

READ = Family("READ", "Can the files be read, and was all of it read?")
