"""Mutation testing of the rules and of pathways: is every part of them held to something by a test?"""
