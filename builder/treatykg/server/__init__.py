"""The graph behind an address: a read-only SPARQL 1.1 Protocol endpoint, the prepared questions and the page.

    HTTP  ->  app  ->  pool  ->  worker processes, forked from one parent that holds the graph (parent.py, worker.py)

A query cannot be interrupted inside the engine, so each runs in a process that can be killed; the processes share the
memory of the graph. `run` is the way in; it needs the extra `treatykg[serve]`.
"""
