"""Makes the files that pyHanko signs; see README.md beside it."""
import io, subprocess, sys
from asn1crypto import algos
from pyhanko.sign import signers, fields, PdfSignatureMetadata, validation
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, MDPPerm
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils import generic
from pyhanko.keys import load_cert_from_pemder
from pyhanko_certvalidator.registry import SimpleCertificateStore
D = sys.argv[1]
def base():
    objs = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
            None]
    c = b"BT /F 14 Tf 60 780 Td (Surat pernyataan) Tj ET"
    objs[3] = b"<</Length %d>>stream\n" % len(c) + c + b"\nendstream"
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"; offs = []
    for i, o in enumerate(objs, 1):
        offs.append(len(out)); out += b"%d 0 obj\n" % i + o + b"\nendobj\n"
    x = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offs)
    return out + b"trailer\n<</Size 5/Root 1 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]>>\nstartxref\n%d\n%%%%EOF\n" % x
def signer(name, pss=False):
    st = SimpleCertificateStore(); st.register(load_cert_from_pemder("sub.pem"))
    signer = signers.SimpleSigner.load(name + ".key", name + ".pem", ca_chain_files=("sub.pem",), prefer_pss=pss)
    if pss == "short":
        # A salt as long as the digest; pyHanko's own is the longest that fits.
        mask = algos.MaskGenAlgorithm({"algorithm": "mgf1", "parameters": algos.DigestAlgorithm({"algorithm": "sha256"})})
        parameters = algos.RSASSAPSSParams({"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "mask_gen_algorithm": mask, "salt_length": 32})
        mechanism = algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": parameters})
        return signers.SimpleSigner(signing_cert=signer.signing_cert, signing_key=signer.signing_key, cert_registry=signer.cert_registry, signature_mechanism=mechanism)
    return signer
def sign(data, who, field, pss=False, sub=SigSeedSubFilter.PADES, md="sha256", box=None, certify=False, perm=MDPPerm.FILL_FORMS, reason=None):
    w = IncrementalPdfFileWriter(io.BytesIO(data))
    spec = SigFieldSpec(field, on_page=0, box=box)
    meta = PdfSignatureMetadata(field_name=field, md_algorithm=md, subfilter=sub, reason=reason, certify=certify, docmdp_permissions=perm)
    return signers.sign_pdf(w, meta, signer=signer(who, pss), new_field_spec=spec, in_place=False).getvalue()
def put(name, data): open(f"{D}/{name}.pdf", "wb").write(data); print(name, len(data))
b = base(); put("plain", b)
def qpdf(data, *args):
    open("t-in.pdf", "wb").write(data); r=subprocess.run(["qpdf", "--deterministic-id" if "--encrypt" not in args else "--static-id", *args, "t-in.pdf", "t-out.pdf"]); return open("t-out.pdf", "rb").read()
put("rsa", sign(b, "rsa", "A", md="sha512"))
put("adobe", sign(b, "rsa", "A", sub=SigSeedSubFilter.ADOBE_PKCS7_DETACHED))
put("pss", sign(b, "rsa", "A", pss="short"))
put("pss-long", sign(b, "rsa", "A", pss=True))
put("p256", sign(b, "ec", "A"))
put("p384", sign(b, "p384", "A", md="sha384"))
two = sign(sign(b, "ec", "A"), "rsa", "B", box=(60, 100, 160, 200), md="sha512"); put("two", two)
put("plain-stream", qpdf(b, "--object-streams=generate"))
put("stream", sign(qpdf(b, "--object-streams=generate"), "ec", "A"))
put("plain-linear", qpdf(b, "--linearize"))
put("linear", sign(qpdf(b, "--linearize"), "ec", "A"))
put("encrypted", qpdf(b, "--encrypt", "", "owner", "256", "--"))
put("certified", sign(b, "ec", "A", certify=True, perm=MDPPerm.NO_CHANGES))
# Evidence behind a signature
from pyhanko.sign.validation import DocumentSecurityStore
data = sign(b, "ec", "A"); out = io.BytesIO(data)
DocumentSecurityStore.add_dss(out, sig_contents=None, certs=[load_cert_from_pemder("sub.pem"), load_cert_from_pemder("root.pem")]); put("evidence", out.getvalue())
# A page edited behind a signature
w = IncrementalPdfFileWriter(io.BytesIO(data))
page = w.root["/Pages"]["/Kids"][0]
c = w.add_object(generic.StreamObject(stream_data=b"BT /F 14 Tf 60 700 Td (dan gaji) Tj ET"))
page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), c]); w.update_container(page)
o = io.BytesIO(); w.write(o); put("edited", o.getvalue())
# the edit, then signed again
put("edited-signed", sign(o.getvalue(), "rsa", "B"))
w = IncrementalPdfFileWriter(io.BytesIO(data)); ann = w.add_object(generic.DictionaryObject({generic.pdf_name("/Type"): generic.pdf_name("/Annot"), generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"), generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (60,600,300,640))), generic.pdf_name("/Contents"): generic.pdf_string("lain"), generic.pdf_name("/DA"): generic.pdf_string("/F 12 Tf")}))
page = w.root["/Pages"]["/Kids"][0]; page["/Annots"].append(ann); w.update_container(page["/Annots"]); w.update_container(page)
o = io.BytesIO(); w.write(o); put("annotated", o.getvalue())
put("rewritten", qpdf(two))
