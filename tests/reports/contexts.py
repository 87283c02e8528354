"""What tests need of the two JSON-LD contexts, for no test reaches the network.

From https://schema.org and http://www.w3.org/ns/anno.jsonld: the terms that our files use.
"""

_IRI = {"@type": "@id"}

SCHEMA = {
    "@context": {
        "@vocab": "http://schema.org/",
        "schema": "http://schema.org/",
        "url": {"@id": "schema:url", **_IRI},
        "datePublished": {"@id": "schema:datePublished", "@type": "schema:Date"},
    }
}

_OA = "http://www.w3.org/ns/oa#"
ANNO = {
    "@context": {
        "oa": _OA,
        "as": "http://www.w3.org/ns/activitystreams#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": {"@id": "@id", "@type": "@id"},
        "type": {"@id": "@type", "@type": "@vocab"},
        **{
            name: f"oa:{name}"
            for name in (
                "Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector",
                "tagging", "describing", "identifying",
            )
        },
        "AnnotationCollection": "as:OrderedCollection",
        "AnnotationPage": "as:OrderedCollectionPage",
        "body": {"@id": "oa:hasBody", **_IRI},
        "target": {"@id": "oa:hasTarget", **_IRI},
        "source": {"@id": "oa:hasSource", **_IRI},
        "selector": {"@id": "oa:hasSelector", **_IRI},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
        "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
        "generated": {"@id": "dcterms:issued", "@type": "xsd:dateTime"},
        "value": "rdf:value",
        "label": "rdfs:label",
        "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
        "first": {"@id": "as:first", **_IRI},
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
        "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    }
}  # fmt: skip


def load(address, options):
    """Return a context to PyLD; refuse any other address."""
    known = {"https://schema.org": SCHEMA, "http://www.w3.org/ns/anno.jsonld": ANNO}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": known[address],
    }
