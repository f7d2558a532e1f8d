"""Applications to test with: described in Python, written as workbooks in three layouts, clean or with a defect."""
