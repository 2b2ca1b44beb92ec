"""The verbs that a person can perform, each in one function that the window and the command line both call.

``office`` opens a book for work, ``editing`` changes rows, ``ledgers`` takes workbooks in and writes them,
``reporting`` writes documents, ``reference`` brings the data of the city, ``sample`` makes the sample book.
"""
