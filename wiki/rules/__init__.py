"""Rules are tables, not ifs: who may do what, how stages follow each other, what stands in the way of adoption.

Pure: no database, no clock, no web. Services gather the facts and ask here.
"""
