# What people read on the public site, in English. `id.ftl` says how this file is written.

## The frame of every page

nav-skip = Skip to the content
nav-main = Main menu
nav-home = Home
nav-faq = FAQ
nav-forms = Forms
nav-status = Check Status
notices = Announcements
notice-urgent = Important:
notice-plain = Announcement:
foot-about = Helpdesk SSCASN helps applicants in the selection of Indonesia’s civil servants. You register for the
    selection at
foot-operated-by = Run by { $name }.
foot-privacy = Privacy notice
foot-status = Check the status of a ticket
foot-faq = Frequent questions
contact-email = E-mail
contact-phone = Telephone
contact-whatsapp = WhatsApp
contact-address = Address

## Words that many pages share

optional = (optional)
error = Error:
error-in-title = Error:{" "}
all-forms = All forms
check-status = Check the status of a ticket
check-status-group = Check a complaint’s status
closed-for-now = Closed for now
not-here-yet = Not available here yet
your-data = Your details
documents = Documents
continue = Continue
send = Send
photo = Photo
close = Close
tell-me = Tell me when it is answered
moment = { $day }, { $clock } WIB
sent-at = Sent { $at }
ticket-number = Ticket number
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Problems

problem-error = Error { $status }
problem-now = What you can do
problem-413-back = Press your browser’s Back button: what you filled in is usually still there.
problem-413-shrink = Make each document 200 KB or smaller, choose it again and send.
problem-429-wait = Wait as long as it says. Trying again and again does not make it faster.
problem-429-back = If you were filling in a form, press your browser’s Back button, and send it again after that time.
problem-500-reload = Wait a moment, then reload this page. The same form will not be recorded twice.
problem-500-kept = A ticket number that you already have stays valid.
problem-405-html = This page cannot be opened directly. Begin at the <a href="/formulir">list of forms</a> or <a
    href="/status">Check Status</a>.
problem-404-address-html = Check the address, or begin at the <a href="/">home page</a>.
problem-404-form-html = Looking for a form? All of them are in the <a href="/formulir">list of forms</a>.
problem-404-status-html = Do you have a ticket number? Open <a href="/status">Check Status</a>.
problem-trace = If it happens again, tell this code to the helpdesk:
problem-home = To the home page
malformed = The request cannot be read
malformed-path = This address is not right. Please check it.
malformed-query = A choice in this address is not right. Please check it.
body-cut-off = What you sent was cut off before its end. Please check your internet connection and send it again.
cross-site = Sent from another site
    .detail = This form was not sent from the helpdesk’s site, so we did not accept it. Please open the form on this
        site, fill it in and send it again.
not-found = Not found
    .detail = There is nothing at this address. Please check how it is written.
method-not-allowed = This way in does not work
    .detail = The address exists, but not for this kind of request.
too-slow = Sending took too long
    .detail = Sending took too long. Your details are not stored. Please check your internet connection and send
        again.
too-large = Too large
    .detail = You can send { $most } KB at most.
invalid-fields = Some details need correcting
    .detail = Your details are not stored. Please correct the fields that are named, then send again.
too-many-requests = Too many tries
    .seconds = Too many tries. Please try again in { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
    .minutes = Too many tries. Please try again in { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
waiting-room = You are in the queue
    .why = Very many people are opening this page right now. So that everybody is served well, people come in by turns.
    .turn = Your turn is expected at { $at } WIB
    .left = That is in about { $minutes } min.
    .stay = Leave this page open. The page you want opens by itself when your turn has come.
    .kept = This browser keeps your turn. Reloading the page does not change it.
    .inside = Once you are in, you do not have to queue again for 12 hours.
waiting-room-meanwhile-html = While you wait, you can <a href="/faq">look for answers in the FAQ</a> or <a
    href="/status">see the status of a ticket</a>.
no-turns-left = The queue is full
    .detail = Too many people are queueing. Please come back in 15 minutes.
unavailable = The service is disturbed
    .detail = The service is disturbed. Your details are not stored. Please try again in a moment.
internal = Something went wrong on our side
    .detail = We are sorry: we could not process your request. Please try again. If it happens again, tell the helpdesk
        the trace_id.

## Parts of forms

summary-title = Something needs correcting
captcha-title = CAPTCHA code
    .help = Type the 5 letters or digits in the picture. Capital and small letters are the same. The code lasts 30
        minutes. The spoken code is in Indonesian.
    .picture = Picture of the CAPTCHA code. If you cannot see it, listen to the code.
    .sound = Listen to the CAPTCHA code, in Indonesian
    .another = Another code
    .label = Enter the CAPTCHA code
    .solved = This code was right and is still valid.
document-rule = PDF or JPG, 200 KB at most.
document-kept = is still attached. Choose another file only to replace it.
count-most = { $most } characters at most.
count-left = { $n } of { $most } characters left.
count-over = { $n } characters more than the { $most } allowed.
choose-one = Choose one
known-country = The country “{ $entry }” is in our list already. If the city is there as well, you need not send a
    complaint.
known-city = The city “{ $entry }” is in our list already. If the country is there as well, you need not send a
    complaint.
known-university = The university “{ $entry }” is in our list already and needs no complaint. If it is the study
    programme that is missing, please go on.
known-programme = The study programme “{ $entry }” is in our list already. If the university is there as well, you need
    not send a complaint.
suggestions-count = { $n } suggestions. Choose with the up and down arrows, then press Enter.
matches-title = What our list has:
matches-agency = If your agency is in this list, write its name exactly as above.
matches-other = If what you look for is in this list, write it exactly like that when you register. You need not send a
    complaint.
look-into-list = Look it up in the list

## What is wrong with a field

fault-unknown-field = This form has no such field. Remove it and send again.
fault-repeated = This was sent more than once. Send it once only.
fault-missing-document = { $label } is not attached yet.
fault-not-chosen = { $label }: nothing is chosen yet.
fault-not-filled = { $label } is not filled in yet.
fault-too-long = { $label } may have { $max } characters at most; you wrote { $found }. Shorten it and send again.
fault-digit-count = { $label } has { $expected } digits; you wrote { $found }.
fault-not-digits = { $label } may only have digits; blanks, dots and hyphens between them do no harm. Remove letters and
    other signs.
fault-not-a-name = { $label } may only have letters, blanks and the signs . , ' -. Write the name as on the KTP, without
    digits or other signs.
fault-mixed-scripts = { $label } has letters of another script that look like Latin ones, or mixes several scripts. Type
    it again in Latin letters, as on the KTP.
fault-not-a-number = { $label } may only have letters, digits and the signs - . /. Remove other signs.
fault-line-break = { $label } must be on one line. Remove the line break.
fault-hidden-character = { $label } has a control character that cannot be seen, { $place }. Remove that part only and
    type it again.
fault-not-a-date = { $label }: the calendar has no such day. { $example }
fault-unreadable-date = { $label } cannot be read as a date. { $example }
fault-two-digit-year = { $label }: write the year with four digits. { $example }
fault-in-future = { $label } is in the future. Check the year of your birth.
fault-too-young = { $label }: by this date you are not { $years } years old yet. Check the year of your birth.
fault-too-old = { $label }: by this date you are older than { $years } years. Check the year of your birth.
fault-unknown-option = { $label }: this is not in the list. Choose one: { $options }.
date-example = Write day, month and year, for example 31-12-1995, 31/12/1995, or 31 December 1995.
place-at-start = at the beginning
place-after = after character { $after }
place-at-start-of-line = at the beginning of line { $line }
place-after-in-line = in line { $line }, after character { $after }
to-do-choose = Choose: { $label }
to-do-fill = Fill in: { $label }
text-required = This has to be filled in.
text-too-long = This text is too long: { $found } characters, { $max } at most.
text-hidden-character = This has a control character that cannot be seen, { $place }. Remove that part only and type it
    again.
text-line-break = This must be on one line. Remove the line break.
text-not-right = This is not right yet. Please check it.

## The home page

home-title = Trouble with your SSCASN registration?
home-lead = We help in three steps. You need no login, and it costs nothing.
home-way = How the helpdesk works
home-faq = Read the FAQ
    .about = Many questions are answered there. The answers are in Indonesian.
    .search = Search the FAQ, in Indonesian
    .example = lupa kata sandi
    .button = Search
    .all = All questions
home-form = Fill in a form
    .choose = Choose a form
home-form-about-html = No answer yet? Choose the form that fits below. You get a ticket number, and an answer within
    <span class="nowrap">2 × 24 hours</span>{ $rests ->
        [yes] {" "}of working days
       *[no] {""}
    }.
home-status = Check the status
    .about = See how far your complaint is, with the ticket number and your NIK.
    .link = Check the status of a ticket

## The status of a ticket

status-not-found-help = The ticket number is on your receipt. The NIK must be the one that you filled in on the form.
status-unknown-ticket = The ticket number or the NIK is wrong. Please check both!
status-wrong-nik = Please check your NIK!
status-not-answered = This ticket is not answered yet!
status-mistyped = The ticket number is mistyped: a digit is wrong or two are swapped. Compare it with your receipt.
status-too-many-tries = The ticket number or the NIK was wrong too often. To keep data safe, please try again later.
    Compare the ticket number with your receipt, and the NIK with the one that you filled in on the form.
status-over = To keep your data safe, the page of a ticket is open for 15 minutes only. Enter the ticket number and the
    NIK again to see it.
status-invalid-fields = Please correct the fields that are named, then try again.
status-unavailable = The status of tickets cannot be checked just now. Your ticket is safe. Please try again in a
    moment.
status-number = Ticket number
    .help = Write the digits as on your receipt, for example 70 2026 1129 0000 0422. With or without blanks.
    .required = The ticket number is not filled in yet.
status-nik = NIK
    .help = Write the 16 digits of the NIK (your population number) that you filled in on the form.
    .required = The NIK is not filled in yet.
status-unsent = Your message was not sent
    .label = What you wrote
    .button = Send again
    .over = The page of the ticket was open too long, so your message was not sent. Copy what you wrote below, enter the
        ticket number and the NIK again, and paste it on the page of the ticket.
    .away = Your message was not sent because the service is disturbed. What you wrote is still on this page. Wait a
        moment, then send it again: it will not be recorded twice.
    .too-late = Your message was not sent. A further message can only be sent within 14 days of the answer. If there is
        still a problem, send the same form as a new complaint.
status-number-before = Ticket number{" "}
status-overdue = The answer was due on { $due }. We are sorry: an officer is still working on it. Your ticket is safe.
status-due = You get an answer by { $due } at the latest.
status-waits = Waiting for your reply
    .step = An officer waits for your reply.
    .rests = The ticket waits for your reply. The time for our answer stands still until we have it.
status-question = An officer’s question
    .asks = An officer asks you something
    .when = Asked
    .late = The time for your reply, { $until }, is over, and the officer goes on with what is known. You can still reply
        as long as the ticket is not answered.
status-question-until-html = Reply by <strong>{ $until }</strong>. Until then your ticket waits for your reply, and the
    time for our answer moves on by as much. After that the officer goes on with what is known.
status-reply = Your reply
    .help = The officer who asked reads it. It can be sent only once. Please do not write a NIK or a KK number.
    .required = Write your reply first.
    .send = Send reply
    .already = This text was not sent: you replied to that question before, and it takes one reply only. Enter ticket
        number and NIK again to see the reply that we have.
    .too-late = Your reply was not sent, because the ticket has been answered or there is another question by now. Copy
        the text below first, then enter ticket number and NIK again to see how the ticket stands.
status-frozen = Your complaint was approved. The account with your NIK has been frozen since { $at }.
    .waits = Nobody can sign in to that account. Another officer still has to confirm that it is removed, and its owner can
        object.
    .removed = Nobody can sign in to that account. It is removed from { $at } on, unless it is released. Then you can make
        an account of your own.
status-came-back = We received your further message.
    .overdue = The answer was due on { $due }. We are sorry: an officer is still working on it.
    .due = An officer reads your ticket again. You get an answer by { $due } at the latest.
status-corrects = corrects the answer before
status-answer = The helpdesk’s answer
    .old = An old answer, no longer valid
    .at = Answered on
status-follow-up = Your further message
    .at = Sent on
    .form = Further message
    .label = What is not solved yet?
    .help = Write what is still missing, in Indonesian if you can. The officer who answered reads it. You can send one
        message only.
    .required = Write what is not solved yet first.
    .card-number = This text has 16 digits in a row, like a NIK or the number of a KK. Remove them: the officer already
        sees both in your complaint.
    .button = Send to the officer
status-helped = Did this help?
    .yes = Yes
    .no = Not yet
    .yes-change = Yes, it helped
    .no-change = It did not help yet
    .help = Your reply helps us to improve. You can change it until { $until }.
status-said-yes-html = You replied <strong>Yes</strong>. Thank you. You can change this until { $until }.
status-said-no-html = You replied <strong>Not yet</strong>. You can change this until { $until }.
status-code-shown = See the code for security answer two
status-way = The way of the ticket
    .sent = We stored your complaint.
    .received = Your complaint is with an officer’s desk.
    .processing = An officer works on it.
    .answered = You can read the answer here.
    .done = Done
    .not-yet = Not yet
status-sent = Your complaint
    .at = Asked on { $at }
    .told-at = Tell me at
    .not-shown = Not shown
    .file = { $kind } file, { $size } KB
status-enter = Enter the ticket number and the NIK
status-another = Check another ticket
status-look-up = Check the status
status-lost = Lost the ticket number?
    .about = To keep your data safe, nobody can look for a ticket number with a NIK alone. Look into your screenshots,
        prints or your browser’s history.
    .again = If you do not find it, send the same form as a new complaint, and keep the number.
status-lost-letters-html = If you left an e-mail address or a mobile number with your complaint, <a
    href="/nomor-tiket">have the number sent there</a>.

## The guidance for people whose population data is wrong (manual 2023, A.1)

guidance-title = CONTACT DUKCAPIL
guidance-notice = This form only takes note of your case. Where a NIK, the number of a KK, a name, a place or a date of
    birth is not found or does not fit, you have 2 ways to solve it:
guidance-dinas = Dinas Dukcapil { $regency }, { $province } Province
    .own = Dinas Dukcapil of your regency or city
    .step = Contact { $dinas } and ask for “konsolidasi data” (your records are brought into line).
    .moved = Contact { $dinas } and ask for “konsolidasi data” (your records are brought into line). We read this region
        from your NIK; if you have moved, go to the Dinas Dukcapil where you live now.
guidance-call = Contact the call centre HALO DUKCAPIL and send it:
    .nik = your NIK
    .name = your full name
    .kk = the number of your KK (Kartu Keluarga)
    .phone = your telephone number
    .problem = what the problem is
    .centre = Call centre HALO DUKCAPIL

## The list of forms

forms-lead = Choose the one that fits your trouble best. Have your KTP (identity card) and Kartu Keluarga (family
    card) at hand; some forms also ask for photos or PDFs of documents.
forms-guidance = Guidance at once
forms-status = Do you have a ticket number? See here how far your complaint is, and its answer.

## A form

form-all-required = All fields are required, except those marked (optional).
form-kept-here = What you fill in is kept on this device for now, until the form is sent or this tab is closed. Is
    this a shared computer?
    .forget = Delete what I filled in
form-documents-rule-html = Each file may have <span class="nowrap">200 KB</span> at most, as a PDF or a JPG photo.
form-documents = Larger photos are made smaller on your device before they are sent.
    .kept = Documents that we received stay attached for 30 minutes, so you need not choose them again.
    .lost = The documents are not stored yet. Please choose again those that are not marked as attached. New documents
        are stored once the CAPTCHA code is right.
photo-working = Preparing the photo …
photo-fits = { $name }, { $size }: ready to send.
photo-shrunk = The photo was made smaller on your device, from { $before } to { $size }.
photo-converted = The photo was turned into a JPG, { $size }.
photo-look = Tap the photo to make sure that its writing can be read.
photo-without = Go on without this document
photo-pdf-too-large = This PDF has { $before }, more than 200 KB. Save it again in a smaller size, or choose a JPG
    photo of the document: photos are made smaller automatically.
photo-too-large = This photo cannot be made as small as 200 KB. Please take it again in a smaller size.
photo-empty = This file is empty (0 KB). Open it on your device first, then choose it again.
photo-gone = This file can no longer be read. Choose it again.
photo-unreadable = This file cannot be opened as a photo. Please choose a JPG photo or a PDF.
photo-preview = Preview of { $label }
form-privacy-html = We use your details only to solve this problem. <a href="/privasi">Privacy notice</a>
form-not-sent-yet = Nothing is sent yet: first you see all that will be sent.
form-waiting = Received. Preparing the page to check …
notice-address = E-mail address or mobile number
    .help = We tell you when your ticket is answered. The answer itself can only be read here. You may leave this empty.
    .email = The e-mail address is not complete. Write for example siti@contoh.id.
    .mobile = This is neither an e-mail address nor a mobile number. Write for example siti@contoh.id or 0812 3456 7890.
        Numbers from abroad begin with + and the country’s code.
captcha-missing = The CAPTCHA code is not filled in yet.
captcha-wrong = The CAPTCHA code is not right. There is a new picture; enter its code. All else that you filled in is
    still on this page.
captcha-expired = The CAPTCHA code is over, as it lasts 30 minutes. Enter the code of the new picture.
captcha-used = This CAPTCHA code was used for another complaint. Enter the code of the new picture.
captcha-to-do = Fill in the CAPTCHA code
form-attach = Attach: { $label }
form-unread = We did not read the other documents and the CAPTCHA code, because that file is too large. Choose and fill
    them in again.
form-away = Your complaint is not stored, because the service is disturbed. What you filled in is still on this page.
    Wait a moment, then try again: it will not be recorded twice.
form-too-slow = Sending took too long, so your complaint is not stored. What we received is still on this page. Check
    all of it, choose smaller documents if there are any, and try again where the signal is better.
form-busy = The helpdesk is very busy, so your complaint is not stored. What you filled in is still on this page. Wait a
    moment, then try again.
form-outcome-unknown = The service broke off while your complaint was stored, so nobody knows yet whether it was. Press
    Send again: if it was stored, you get the same ticket number.
form-not-now = { $when } Your complaint is not stored, but what you filled in is still on this page.
kept-file = { $kind } file
form-no-form = What was sent cannot be read. Reload this page, then try again.
form-broken = The multipart/form-data is broken or was cut off. Please send again.
form-unavailable = Your complaint is not stored, because the service is disturbed. Wait a moment, then send again.
form-refused = Some details need correcting

## Sending

trouble-title = Sending is not finished
sending-progress = Progress of sending
    .cancel = Cancel sending
    .refused = A document cannot be used yet. Choose another file under Documents, then go on.
    .preparing = Waiting until the photo is ready …
    .going = Sending …
    .cancelled = Sending was cancelled. What you filled in is still on this page.
    .offline = The connection broke. What you filled in is still on this page. Check your internet connection, then
        press { $button } again: your complaint will not be recorded twice.

## What arrives of a form with documents

upload-text-too-large = This has more than { $kilobytes } KB. Shorten it and send again.
upload-not-text = This must be a text (UTF-8), not a file.
upload-body-too-large = You can send { $kilobytes } KB in all. Make the attached documents smaller ({ $each } KB each at
    most) and send again.
upload-too-many-parts = You can send { $most } parts at most. Send only the fields and documents that the form asks for.
upload-document-too-large = { $label } is larger than { $kilobytes } KB. Make the file smaller and send again.
upload-document-refused = { $label }: { $why }

## Why a document is refused

document-empty = This file is empty. Please choose the right file and upload it again.
document-too-large = This file has more than 200 KB. Please make it smaller first, for example by scanning it again at a
    lower resolution.
document-unknown-type = This file is neither a JPEG photo nor a PDF document. Please save or scan it again as JPEG
    (.jpg) or PDF, then upload it again.
document-jpeg-damaged = This JPEG photo is damaged, or was cut off while it was sent, so it cannot be opened whole.
    Please take the photo again or save it as a plain JPEG, then upload it again.
document-jpeg-too-many-pixels = This photo is too large to be shown (40 megapixels at most). Please make it smaller,
    then upload it again.
document-pdf-damaged = This PDF document is damaged, incomplete or ambiguous, so it cannot be read for certain. Please
    print it to PDF (Print to PDF) or scan it again, then upload it again.
document-pdf-encrypted = This PDF document is locked with a password, so officers cannot open it. Please remove the
    password, then upload it again.
document-pdf-too-many-pages = This PDF document has more than 100 pages. Please send only the pages that are asked for.
document-pdf-too-complex = This PDF document is too large or too complex to be shown. Please print it to PDF (Print to
    PDF) or scan it again, then upload it again.
document-pdf-script = This PDF document has a program in it (JavaScript), which we do not accept for safety. Please
    print it to PDF (Print to PDF) or scan it again, then upload it again.
document-pdf-attachment = This PDF document carries other files or media, which we do not accept for safety. Please
    print it to PDF (Print to PDF) or scan it again, then upload it again.
document-pdf-action = This PDF document runs commands by itself or opens something outside of it, which we do not accept
    for safety. Please print it to PDF (Print to PDF) or scan it again, then upload it again.
document-pdf-xfa = This PDF document is a dynamic form (XFA), which cannot be shown safely. Please print it to PDF
    (Print to PDF) or scan it again, then upload it again.

## The page that shows all that will be sent

check-title = Check before you send
    .questions = Is this right?
    .so-be-it = If it is meant so, you can send the complaint all the same. An officer will look at it.
    .confirm = Yes, I have checked it and want to send it
    .confirm-first = Tick that you have checked what is unusual, or change it.
    .empty = Not filled in
    .change = Change
    .not-attached = Not attached
    .look = Look at the photo
    .failed = The photo cannot be shown yet. Check your internet connection, then try again.
    .then = Once it is sent, you cannot change it any more. You get a ticket number.
    .waiting = Sent. Waiting for the ticket number …
check-lead-html = Your complaint is <strong>not sent yet</strong>. Check all of it, then press Send below.
question-region = The first six digits of the NIK are no code of a region that we know. Is the NIK the one on your KTP?
question-birth-date = The date of birth in the NIK differs from the one that you filled in. Are both the same as on your
    KTP?
question-title = The name seems to have a title, and we ask for it without titles. Is the name as on your KTP?
question-known = All that you filled in is in our list already, so it needs no complaint. Do you still want to send this
    complaint?

## The receipt

receipt-title = Your ticket number
    .thanks = We received your complaint
    .keep = Keep this ticket number.
    .keep-why = You need the ticket number and your NIK to see the answer. Copy it, take a screenshot, or print this
        page.
    .next = What happens next
    .passed-on = Your complaint goes to an officer who can solve it.
    .examined = An officer examines your details.
    .examined-documents = An officer examines your details and documents.
    .never = We do not call you, send you SMS, or ask for your password.
    .status = Check the status of the ticket
    .reach = Reaching the helpdesk
    .reach-how = Tell us your ticket number. Never send a photo of your KTP over social media.
receipt-answer-html = The answer appears under Check Status by <strong>{ $due }</strong> at the latest. Officers
    answer in Indonesian.
receipt-scan-html = Scan this to open Check Status with this number, or open <span
    class="qr__address">{ $address }</span>.
copy-number = Copy the ticket number
    .done = The ticket number is copied.
    .failed = The number cannot be copied. Press on it for a moment, then choose Copy.
guidance-page = Contact Dukcapil
    .recorded = Your case is recorded under the ticket number
    .after = Dukcapil corrects its data, not the helpdesk. Once it is done, try to register again.

## The same was sent before

duplicate-title = This complaint is there already
    .heading = Your same complaint is there already
    .stage = Stage
    .sent = Sent
    .own = You need not send it again: one complaint is enough, and sending it again does not make the answer faster.
        Keep this ticket number.
    .own-status = Check the status of this ticket
    .open = The earlier complaint is still open
    .open-about = You need not send it again: one complaint is enough, and sending it again does not make the answer
        faster. See its status with the ticket number on your receipt.
    .open-safe = To keep your data safe, we do not show its number and stage here. If you lost the receipt, send this
        complaint as a new ticket below.
    .open-status = Check the status of a ticket
    .changed = Has something changed?
    .changed-about = If details or the story differ from the earlier complaint, you can still send it as a new ticket.
    .documents = The documents have to be chosen again before you send.
    .send = Send it, as something has changed
    .back = Back to the form

## Forms that cannot be filed

closed-title = { $title } is closed for now
    .heading = This form is closed for now
    .unknown = We do not know yet when it opens again. Please come back later.
closed-until-html = The form opens again on <strong class="nowrap">{ $at }</strong>.
closed-meanwhile-html = Meanwhile you can <a href="/faq">look for an answer in the FAQ</a> or <a href="/status">check a
    ticket that you have sent</a>.
form-closed = This form is closed
form-closed-until = { $reason }. The form opens again on { $at } WIB. Your details are not stored.
form-closed-for-now = { $reason }. We do not know yet when it opens again. Your details are not stored; please look
    again later.
self-service-title = { $title } is not available yet
    .heading = This self-service is not available here yet
    .now = Nothing of yours is stored. What you can do now:
    .try = Check the NIK and the password that you type, capital and small letters included, then try to log in again at
        sscasn.bkn.go.id.
self-service-form-html = Did you forget both security answers? Use the form <a
    href="/formulir/lupa-jawaban-pengaman-2">Second security answer forgotten</a>: an officer answers within <span
    class="nowrap">2 × 24 hours</span>{ $rests ->
        [yes] {" "}of working days
       *[no] {""}
    }.
self-service-faq-html = Read <a href="/faq?q=lupa+kata+sandi">the answers about forgotten passwords</a> in the FAQ,
    which is in Indonesian.

## A lost number

lost-title = Ticket number lost
    .about = We send the number to the e-mail address or mobile number that you left with your complaint. To keep your
        data safe, it is not shown on this page. The message is in Indonesian.
    .same = Fill this in as on the form that you sent.
    .section = Send the request
    .button = Send me the number
    .away = We did not receive your request, because the service is disturbed. Wait a moment, then try again.
lost-no-address-html = Did you leave neither an e-mail address nor a mobile number? Look into your screenshots, prints
    or your browser’s history. If you do not find it, send <a href="/formulir">the same form</a> again, and keep the
    number.
lost-asked-title = Request for a ticket number received
    .heading = We received your request
    .then = If your details are those of the ticket, and you left an e-mail address or a mobile number, the number
        reaches you there within minutes. For e-mail, look into the spam folder as well.
lost-asked-again-html = Is it not there after an hour? Check your details, then <a href="/nomor-tiket">ask once
    more</a>, or send <a href="/formulir">the same form</a> again.

## The FAQ

faq-title = Frequent questions
    .results-in-title = Search results –{" "}
    .form = Form
    .kinds = Choose by kind of applicant
    .count = { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
    .all = All of the FAQ
    .topics = Topics
    .updated = Updated { $day }
    .example = Search in Indonesian, such as: lupa kata sandi
    .none = No answer yet for “{ $query }”
    .some = Results for “{ $query }”
faq-language = The questions and answers are in Indonesian; please search with Indonesian words.
faq-other-words-html = Try other, shorter words in Indonesian, such as <a href="/faq?q=kata+sandi" lang="id">kata
    sandi</a> (password) or <a href="/faq?q=kartu+keluarga" lang="id">kartu keluarga</a> (family card). If there is
    nothing, <a href="/formulir">choose the form</a> that fits.
faq-no-answer-html = No answer yet? <a href="/formulir">Choose the form that fits</a>.
faq-no-answer-here-html = No answer yet? <a href="/formulir">Choose the form that fits</a>, or search all of the FAQ:

## The privacy notice

privacy-title = Privacy notice
    .lead = In short: we only ask for what we need to solve your complaint, store it encrypted, and use it for nothing
        else. The Indonesian version of this notice is the binding one.
privacy-what = What is stored
    .fields = What you fill in: name, NIK, KK number, place and date of birth, and what else the form asks for, such as
        what happened or your complaint.
    .documents = The documents that you attach. What photos tell without showing it, such as where they were taken, is
        removed.
    .address = An e-mail address or a mobile number, if you leave one to be told of the answer.
    .ticket = The ticket number, the time of sending, the way of the ticket, and the officers’ answers.
    .no-trackers = This site sets no tracking cookies and has no advertisements or services of others. Photos that are
        too large are made smaller on your own device.
    .language = If you choose another language by a link, your browser keeps that choice in one cookie, which holds
        only the language, for a year.
privacy-why = Why
    .decides = Your details are not used for automatic decisions and do not decide the result of the selection.
privacy-why-html = To examine and answer your complaint as an applicant at SSCASN. The answer is open to whoever has the
    ticket number <strong>and</strong> your NIK: keep the ticket number to yourself.
privacy-who = Who sees it
    .only = Only officers at the desk that solves the complaint:
    .bkn = Badan Kepegawaian Negara (BKN), the civil service agency, for corrections of data and SSCASN accounts;
    .kemendikbud = Kemendikbud Ristek, the ministry of education, for data of teachers;
    .agencies = the agency to which you apply, for complaints to an agency.
    .address = Officers do not see the e-mail address or mobile number for messages. The message only says that your
        ticket is answered, without the answer.
    .recorded = Each time an officer opens a complaint or a document, this is recorded. Tickets that only appear in a
        list or among search results, with the last four digits of the NIK and the regency or city, are recorded as
        well. Forms that only show the guidance to Dukcapil are answered automatically, without sending your details
        to Dukcapil.
privacy-safe = How it is kept safe
    .sealed = What you fill in, documents and answers are encrypted with a key of its own for each ticket. No personal
        data is written into logs, messages between services, or addresses of pages. Nobody can guess a ticket number
        from another one. Who tries wrong ticket numbers or NIKs many times is stopped for a while; other networks,
        yours included, can still open the answer.
    .same = If the same form is sent again with your details, we only say that there is an open complaint, without its
        number and stage.
privacy-long = How long
    .data = Data
    .kept = Kept
    .content = What you filled in, documents, a further message, and answers of a ticket
    .content-address = What you filled in, documents, the address for messages, a further message, and answers of a
        ticket
    .content-kept = { $period } from sending, then deleted automatically
    .frame = Ticket number, kind of form, times, and the record of who opened the ticket
    .frame-kept = for good, without content, name or NIK
    .keys = Backups of the tickets’ keys
    .keys-kept = 7 days
    .drafts = Documents of forms that were not sent successfully yet
    .drafts-kept = can be used again for 30 minutes, then deleted within about an hour
    .resends = Marks so that sending again makes no second ticket
    .wrong = Counts of wrong ticket numbers and NIKs, with a code of the network (not its address)
    .wrong-kept = 1 hour at most, then deleted within half an hour
    .filed = Counts of complaints from one network and with one NIK, as codes
    .filed-kept = 1 day, then deleted within half an hour
    .searched = Words that were searched in the FAQ without a result, one by one, without who typed them. A word that
        we do not know is only stored once it was typed from five networks
    .receipt = The page with the receipt
    .receipt-kept = can be opened for 30 days
    .erased = When a ticket is deleted, its content, answers, documents and key are destroyed. Once the backup of the
        key is gone as well, 7 days later at most, nobody can read what copies are left in other backups.
privacy-rights = Your rights
    .law = Law 27 of 2022 on the protection of personal data gives you rights, among them: to be told how your data is
        used, to correct it, to get a copy of it, to restrict its use, and to have it deleted.
    .use = To use them, tell your ticket number to whoever runs the helpdesk. Never send a photo of your KTP over social
        media.
    .use-at = To use them, tell your ticket number to whoever runs the helpdesk, { $name }. Never send a photo of your
        KTP over social media.
privacy-accounts = Accounts of applicants
    .what = If you make an account, we store what you fill in of your KTP and diploma, e-mail address, mobile number, the
        scan of the KTP and the selfie. NIK, KK number, name, place and date of birth are compared with the data of
        Dukcapil, which only answers whether they match.
    .safe = All of it is encrypted with a key of its own for each account. The password and the security answers are
        stored in a form that nobody can read back. To protect your account, we record when and with which browser you
        sign in.
    .long = What you do not turn into an account is deleted a day later at most. An account and its files are deleted two
        years after the registration of accounts closed. An account that was removed because others registered its NIK is
        destroyed 90 days later; the record of the complaint, which holds nothing readable, is kept for two years.
period-unknown = As long as the operator decides
period-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
}
period-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}

## Signing in to an account

sign-in = Sign in
sign-in-password = Password
    .missing = Type the password.
sign-in-wrong = The NIK or the password is wrong.
sign-in-not-yet = You are not signed in yet
sign-in-wait = Too many attempts. Try again at { $at } WIB (Jakarta time). The account is not locked.
sign-in-busy = Many people are signing in. Wait ten seconds, type the password once more, and sign in.
sign-in-away = Accounts do not work at this moment. Wait a little, type the password once more, and sign in.
sign-in-old-page = This page was open for a long time. Type the password once more, and sign in.
sign-in-out = You are signed out.
sign-in-kept = Your session has ended, but what you typed is not lost. After signing in you can send it from the next page.
sign-in-none = No account yet?
sign-out = Sign out
account-foreign-form = This form is from another session
    .detail = You may have signed in or out in another tab. Open the page again, and send the form once more.
account-soon = Wait a little, then try again.
continue-form = You are signed in again
    .about = Your form came after the session had ended, so we have not used it. All of it is still here.
    .send = Send it now
    .back = Do not send it, go back to the page
session-until = Your session lasts until
    .how = Each page that you open extends it.
session-soon = Your session ends in less than five minutes.
session-over = Your session has ended. Send what you typed as usual: it is not lost once you have signed in again.
session-stay = Stay signed in
own-account = My account
own-hello = Hello, { $name }
own-name = Name
own-period = Selection
own-identity = Population data
own-identity-verified = Matches the data of Dukcapil
own-identity-pending = Your population data is still being checked. Meanwhile you can use this account.
own-identity-refused = Your population data does not match the data of Dukcapil. Correct
    it, or ask Dukcapil.
own-oldest-ended = You were signed in with five browsers, so we ended the oldest session.
own-back = Back to my account
own-sessions = Open sessions
    .about = You are signed in with these browsers. At most { $most } at the same time: the next one ends the oldest.
    .strange = One of them is not you? End its session, then change your password.
own-session-this = This browser
own-session-began = Signed in: { $at }
own-session-seen = Last used: { $at }
own-session-end = End this session
own-session-end-others = End all other sessions
own-session-ended = The session has ended.
own-password = Change the password
    .about = When the password is changed, all other sessions end. You stay signed in with this browser.
own-password-changed = The password is changed. All other sessions have ended.
own-password-old = Old password
    .missing = Type the old password.
    .wrong = The old password is wrong.
own-password-new = New password
    .missing = Type the new password.
    .help = At least 8 characters, with capital and small letters, digits, and a symbol.
    .same = The new password must differ from the old one.
    .unfit = This password is not safe enough yet.
own-password-again = New password once more
    .differs = The two new passwords differ.
own-email = E-mail
    .verified = This address is confirmed. If you forget the password, you can choose a new one by e-mail.
    .unverified = This address is not confirmed yet. Once it is, you can choose a new password by e-mail.
    .sent = A link was sent to this address. Open your mail, then press the button on the page to which the link leads. You
        can ask for another link an hour after the last one.
    .ask = Send a link
by-email = Choose a new password by e-mail
    .about = Type your NIK. If the e-mail address of your account is confirmed, we send a link to it.
    .button = Send a link
by-email-too-many = Too many requests came from this network. Try again from { $at } on.
by-email-asked = Look into your mail
    .about = If the NIK has an account and its e-mail address is confirmed, a link was sent there. It works once, for 30
        minutes; older ones work no more. Nothing there? Look into the folder for spam.
link-verify = Confirm your e-mail address
    .about = Press this button if the SSCASN account with this e-mail address is yours.
    .button = Yes, this is my e-mail
link-verified = Your e-mail address is confirmed
    .about = If you forget the password, you can choose a new one by e-mail.
link-password = Choose a new password
    .about = Press this button if it was you who asked for a new password. This link works once.
    .button = Go on to the new password
link-over = This link works no more
    .detail = It was used, its time is over, or a newer one took its place. Ask for another one if you need it.
link-onward = Go on
own-data = Correct the population data
    .about = Fill in the four values just as they are on your KTP and KK. We compare them with the data of Dukcapil once
        more. The NIK cannot be changed.
    .left = You can correct them { $left } more times.
    .send = Check the data
    .over = These data were corrected ten times and still do not match. Ask Dukcapil about your data.
    .form = You can also record this trouble at the helpdesk:
own-data-told = Your population data are saved.
own-data-password = Password
    .help = Type the password of this account once more.
    .wrong = The password is wrong.
sign-in-frozen = This account is frozen
    .since = Since { $at } nobody can sign in to this account.
    .complaint = The reason: somebody complained that others registered this NIK. We are looking into the complaint.
    .operator = The reason: those who run the accounts are looking into this one.
    .removal = If the complaint is right, this account is removed on { $at } at the earliest, or sooner if the registration
        closes within two days. An account that was removed cannot be brought back.
    .kept = Your data and files stay while the account is frozen.
    .object = Is this account really yours? Prove it with your KTP and a selfie by the form of the helpdesk:
approved-answer = Code for security answer two
    .about = For you whose request in the form “Lupa Jawaban Pengaman Dua” an officer has approved.
    .once = The code is shown only once. Have a pen at hand, or go straight on to the next form.
    .identity = Fill in exactly what you used when you made the account.
    .button = Show the code
approved-answer-number = Ticket number
    .help = Number of the answered ticket of the form “Lupa Jawaban Pengaman Dua”.
    .missing = The ticket number is missing.
    .mistyped = This ticket number is not right. Please check it.
approved-answer-wrong = Ticket number and data do not match an approved request. Please check all of them.
approved-answer-too-many = The data did not match three times. Please try again from { $at }.
approved-answer-too-many-of-network = Too many attempts came from your network. Please try again from { $at }.
approved-answer-away = The service for accounts is disturbed. Your code was not shown yet. Wait a little, then send again.
approved-answer-before = The code was shown on { $at }.
approved-answer-late = The code could be shown until { $at }, which is over.
approved-answer-again = If you did not get the code, open the page of your ticket, choose “Belum”, and write so. An officer checks
    your request once more.
    .button = Open Check status
approved-answer-shown = Your code for security answer two
    .about = Your data are right. Use this code as security answer two.
    .question = Security question two
    .code = Code
    .button = Go on to “Lupa Jawaban Pengaman Satu”
approved-answer-until = The code counts once, until { $at }, and is shown only now. No officer knows it; give it to nobody.

own-questions = Change the security questions
    .about = The questions and their answers serve when you forget your password. The old ones count no more then.
    .password = The password of your account now, to show that it is you.
    .wrong = Your password is wrong.
    .asked = You got back in with an answer that counts once. Choose new security questions and answers.
own-questions-changed = The security questions and their answers were changed.
own-cooling = Your password was reset a short while ago. For safety, contact and security questions can be changed from
    { $at } on.
own-contact = Contact
    .about = This is where we tell you what happens to your account. A new contact counts once it is confirmed that it is
        yours; until then the old one does.
own-contact-back = Back to the contact
own-contact-email = Change the e-mail address
    .about = We send a link to the new address. It counts once the link was opened and its button pressed. The old address is
        told.
own-contact-phone = Change the telephone
    .about = We send a code of six digits to the new number. It counts once you have typed the code on the page Contact. The
        old contact is told.
    .unconfirmed = This service does not send text messages yet, so a number is stored but cannot be confirmed. The new number
        counts as soon as your password is right. Your e-mail address is told.
own-contact-change = Save
own-contact-same = This is your contact already.
own-contact-too-many = The contact was changed too often. Try again from { $at } on.
own-contact-stays = The contact cannot be changed yet
own-contact-nothing = There is nothing to confirm
own-contact-next = You can ask for another one from { $at } on.
own-contact-telephone = Telephone
    .verified = This number is confirmed.
    .unverified = This number is not confirmed yet. Confirm it with a code that we send as a text message.
    .stored = This number is stored, but cannot be confirmed: this service does not send text messages yet.
own-contact-waiting = Waits to be confirmed
    .email = This new address does not count yet. Open that mail, then press the button on the page to which the link leads.
    .phone = This new number does not count yet. Type the code of six digits that we sent to it.
    .withdraw = Take the new contact back
own-contact-code = Code from the text message
    .help = Six digits. It counts once, for 15 minutes.
    .send = Confirm the number
    .ask = Send a code
own-contact-done-email = A link was sent to the new e-mail address. The address counts once it is confirmed.
own-contact-done-phone = A code was sent to the new number. Type it below.
own-contact-done-stored = The telephone is changed.
own-contact-done-confirmed = The telephone is confirmed.
own-contact-done-withdrawn = The new contact is taken back. The old one stays.
own-contact-done-link = A link was sent. Open your mail, then press the button on the page to which the link leads.
own-contact-done-code = A code was sent. Earlier ones count no more.
code-help = Six digits. It counts once, for 15 minutes.
code-unreadable = Type the six digits of our message.
code-wrong = This code is wrong. Look into our newest message again.
code-void = This code counts no more: its time is over, it was used, or it was wrong five times. Ask for a new one.
code-again = Send a new code
approved-code = One more step: a code
    .about = Your data are right. We sent a code of six digits to the confirmed contact of this account. Type it to see
        security answer two.
    .field = Code from the e-mail or text message
    .lost = You cannot open this contact any more? Reply on the page of your ticket, and write so. No officer ever asks for
        the code.
recover-code = Without a waiting time
    .about = You can choose a new password without a code, too, but contact and security questions can then be changed only 72
        hours later. With this code there is no waiting time.
    .field = Code from the e-mail or text message
    .confirm = Check the code
    .spared = The code is right. Once the password is saved, contact and security questions can be changed at once.
recover-code-to = The code goes to: { $addresses }
recover-about = Choose a way that you can still use. The topmost one is the easiest.
recover-by-email = Your e-mail address is verified and you can still open it. We send the link there.
    .button = Send a link by e-mail
recover-by-first = You remember the first security question and the answer to it.
    .button = Reset Password
recover-by-second = You forgot the first security answer, but remember the second question and the answer to it.
    .button = First security answer forgotten
recover-by-officer = You forgot both security answers. An officer checks your KTP and KK, and answers within 2 × 24 hours.
    .button = Second security answer forgotten
recover-no-account = A NIK without an account needs none of this: just create the account.
recover-all-ways = Other ways to get back in
recover-not-yet = This could not be processed yet
recover-identity = Fill it in exactly as when you created the account.
recover-question = Security question
recover-first-about = If everything is right, you choose a new password at once.
recover-first-forgotten = First security answer forgotten
recover-second-about = If everything is right, you get an answer to the first security question that counts once.
recover-second-forgotten = Second security answer forgotten
recover-wrong = The data or the answer do not match those of the account.
recover-too-many = The attempts of today are used up. Try again from { $at } on, or send the form “Second security answer
    forgotten”.
recover-too-many-of-network = Too many attempts came from your network. Try again from { $at } on.
recover-busy = Many people use this page right now. Wait ten seconds, fill in again what is empty, and send it.
recover-away = The accounts service is disturbed. Wait a moment, fill in again what is empty, and send it.
recover-grant-over = The page for the new password is no longer valid: 15 minutes have passed, it was used, or it was opened in
    another browser. If you have changed the password, just sign in. If not, fill in this form once more.
recover-new = Change the password
    .about = Your data are right. Choose a new password within 15 minutes, in this browser.
    .nik = NIK whose password is set anew
    .button = Save the new password
recover-new-password = Your new password
one-time-answer = First security answer
    .about = Your data are right. Use the answer below, which counts once, to reset the password.
    .heading = Your first security question, and an answer to it
    .question = Question
    .answer = Answer that counts once
    .button = Go on to Reset Password
one-time-answer-once = This answer counts once, until { $at } WIB, and is shown only now. Your former answer still counts.
recovered = Your password was reset
    .about = Please sign in again with your new password.
    .ended = All sessions in other browsers have ended. If it was not you who reset it, contact the helpdesk at once.

## Passwords of accounts, and the questions for who forgot one

password-rule-length = At least 8 characters
password-rule-lower-case = A small letter (a–z)
password-rule-upper-case = A capital letter (A–Z)
password-rule-digit = A digit (0–9)
password-rule-symbol = A symbol or a space, for example - + ! #
password-too-short = Use at least 8 characters.
password-too-long = Use at most 128 characters.
password-no-upper-case = Add a capital letter.
password-no-lower-case = Add a small letter.
password-no-digit = Add a digit.
password-no-symbol = Add a symbol or a space, for example - + ! or #.
password-holds-number = Do not use digits of your NIK or of the number of your KK.
password-holds-birth-date = Do not use your date of birth.
password-holds-name = Do not use your name.
password-holds-email = Do not use your e-mail address.
password-common = Too easy to guess: a common word, or letters and digits in a row. Put some words together that have
    nothing to do with each other.
security-question-pet = What is the name of your pet?
security-question-mother = What is your mother’s maiden name?
security-question-school = What is the name of your primary school?
security-question-friend = What is the name of your childhood friend?
security-question-food = What is your favourite food?
security-question-teacher = What is the name of your favourite teacher?
security-question-vehicle = What is the brand of your first bicycle or motorcycle?
security-question-book = What is the title of the first book that you liked?
security-answer-too-short = Write at least 3 letters or digits. Punctuation does not count.
security-answer-too-long = Write at most 100 characters.
security-answer-personal = Do not answer with your name, numbers, date of birth or other data of yours: others may know
    them.
security-answer-of-question = Do not answer with words of the question. Write an answer that only you know.
security-answer-same-as-other = The two answers must differ. Write another answer.
security-answer-common = This answer is too easy to guess. Write an answer that only you know.

## The catalogue, whose Indonesian words are in shared/domain

catalogue-short-kk = KK number
catalogue-stage-submitted = Sent
catalogue-stage-received = Received
catalogue-stage-processing = In process
catalogue-stage-answered = Answered
catalogue-group-data-diri = Personal data
catalogue-group-password = Password
catalogue-group-data-tidak-ditemukan = Data not found
catalogue-group-pengecekan-pppk = PPPK checks
catalogue-group-pengaduan = Complaints
catalogue-form-nik-kk-tidak-ditemukan = NIK and KK number not found
    .about = For applicants who cannot register because their NIK (Nomor Induk Kependudukan, population number) or the
        number of their KK (Kartu Keluarga, family card) is not found. This form only takes note of your case; it shows
        at once how to reach Dukcapil, the population office.
catalogue-form-nik-didaftarkan-orang-lain = NIK registered by somebody else
    .about = For applicants who cannot register because somebody else registered with their NIK. If your complaint is
        accepted, that registration is deleted, and you are recorded as a person who once complained that somebody else
        registered with your NIK. Please use this with care!
catalogue-form-data-tidak-sesuai = Data does not match
    .about = For applicants who get the message “Data tidak Sesuai” (data does not match) when they enter NIK, KK
        number, name, place and date of birth. This form only takes note of your case; it shows at once how to reach
        Dukcapil, the population office.
catalogue-form-reset-password = Reset the password
    .about = For applicants who cannot log in because they forgot the password, but still know the first security
        question and its answer.
catalogue-form-lupa-jawaban-pengaman-1 = First security answer forgotten
    .about = For applicants who cannot log in because they forgot the password and the first security answer, but still
        know the second security question and its answer.
catalogue-form-lupa-jawaban-pengaman-2 = Second security answer forgotten
    .about = For applicants who cannot log in because they forgot the password and both security answers. Complaints are
        answered within 2 x 24 hours.
catalogue-form-lokasi-lahir-tidak-ditemukan = Place of birth not found
    .about = For applicants who cannot register because their place of birth abroad is not found. If your country and
        city are suggested while you type, the place is in our list already and you need not send a complaint.
catalogue-form-perguruan-tinggi-tidak-ditemukan = University or study programme not found
    .about = For applicants whose university or study programme is not found. If your university is suggested while you
        type, it is in our list already and needs no complaint. If its study programme is not suggested, please fill in
        this form.
catalogue-form-pppk-guru-kemendikbud = Report about data of PPPK teachers at Kemendikbud Ristek
    .about = For applicants for PPPK Guru (teachers on a contract) who are not in the data of Kemendikbud Ristek, the
        ministry of education. The report goes to the helpdesk of Kemendikbud Ristek, which answers it.
catalogue-form-perbaikan-data-eks-thk2 = Correction of data of former THK-II
    .about = For applicants for PPPK Guru and PPPK Non Guru, formerly Tenaga Honorer K2 (honorary staff, category II),
        whose data differs in BKN’s database of former THK-II.
catalogue-form-lupa-nomor-thk2 = THK II participant number forgotten
    .about = For applicants for PPPK Guru and PPPK Non Guru who are recorded as former THK II, but forgot their THK II
        participant number.
catalogue-form-cek-dapodik-lulusan-ppg = Check of Dapodik and PPG graduates
    .about = For applicants for PPPK Guru, to check whether they are in Dapodik (the ministry’s data on education) or
        among the graduates of the PPG, the teachers’ professional education.
catalogue-form-cek-eks-thk2 = Check of former THK II
    .about = For applicants for PPPK Guru and PPPK Non Guru, to check whether they are recorded as former Tenaga Honorer
        K2.
catalogue-form-status-bukan-pns = Recorded as a civil servant (PNS) without being one
    .about = For applicants who are recorded as an active Pegawai Negeri Sipil (PNS, civil servant) although they are
        none.
catalogue-form-status-sudah-bukan-asn = Recorded as state staff (ASN) after leaving
    .about = For applicants who are no longer ASN (state civil apparatus), but are still recorded as such.
catalogue-form-pengaduan-instansi = Complaint to an agency
    .about = For applicants who meet difficulties, or something against the rules, at the agency to which they apply.
        Before you send a complaint, please read the FAQ and the guide for applicants, which are in Indonesian.
catalogue-field-full_name = Full name
    .help = Write your name as on your KTP (identity card).
catalogue-field-full_name-without-titles = Full name (without titles before and after it)
    .help = Write your name as on your KTP (identity card), without titles before or after it.
catalogue-field-nik = NIK (Nomor Induk Kependudukan, population number)
    .help = Write the 16 digits of the NIK as on your KTP (identity card).
catalogue-field-kk = Number of the KK (Kartu Keluarga, family card)
    .help = Write the 16 digits at the top of your Kartu Keluarga.
catalogue-field-birth_place = Place of birth (regency or city)
    .help = Write the place as on your KTP.
catalogue-field-birth_date = Date of birth
    .help = Write day, month and year as on your KTP, for example 31-12-1995 or 31121995.
catalogue-field-applicant_category = Category of PPPK applicants
    .help = Choose the category that fits you.
catalogue-field-educator_certificate = Number of the Sertifikat Pendidik (teaching certificate)
    .help = Leave it empty if you have none. 30 characters at most: letters, digits and the signs - . /
catalogue-field-thk2_number = Number of the THK-II participant card
    .help = Write the number on the card, 15 characters at most: letters, digits and the signs - . /
catalogue-field-thk2_agency = Agency when you were recorded as THK II
    .help = Write the name of the agency where you were recorded as THK II.
catalogue-field-birth_country = Country (abroad)
    .help = Write the name of the country where you were born.
catalogue-field-birth_city = City (abroad)
    .help = Write the name of the city where you were born.
catalogue-field-university = Name of the university
    .help = Try different words to find your university.
catalogue-field-education_level = Level of education
    .help = Choose the level as on your diploma.
catalogue-field-study_programme = Name of the study programme
    .help = Write it without the level, for example Sistem Informasi.
catalogue-field-target_agency = Agency to which you apply
    .help = Write the name of the agency to which you apply.
catalogue-field-chronology = What happened
    .help = Tell in order what happened, in Indonesian if you can, 500 characters at most. Write no passwords.
catalogue-field-complaint = Complaint
    .help = Write your complaint, in Indonesian if you can, 500 characters at most. Write no passwords.
catalogue-field-security_question_1 = First security question
    .help = Choose the question that you chose when you registered.
catalogue-field-security_answer_1 = First security answer
    .help = Write the answer that you gave when you registered.
catalogue-field-security_question_2 = Second security question
    .help = Choose the question that you chose when you registered.
catalogue-field-security_answer_2 = Second security answer
    .help = Write the answer that you gave when you registered.
catalogue-choice-slta = SLTA (senior high school)
catalogue-choice-d-i = D-I (diploma, one year)
catalogue-choice-d-ii = D-II (diploma, two years)
catalogue-choice-d-iii = D-III (diploma, three years)
catalogue-choice-d-iv = D-IV (applied bachelor)
catalogue-choice-s-1 = S-1 (bachelor)
catalogue-choice-profesi = Profesi (professional)
catalogue-choice-s-2 = S-2 (master)
catalogue-choice-s-3 = S-3 (doctor)
catalogue-choice-thk-ii = THK-II (former honorary staff)
catalogue-choice-guru-non-asn-negeri = Guru Non-ASN Negeri (teacher at a state school, not ASN)
catalogue-choice-guru-swasta = Guru Swasta (teacher at a private school)
catalogue-choice-lulusan-ppg = Lulusan PPG (graduate of the PPG)
catalogue-choice-siapakah-nama-binatang-peliharaan-anda = What is the name of your pet?
catalogue-choice-siapakah-nama-gadis-ibu-kandung-anda = What is your mother’s maiden name?
catalogue-choice-apakah-nama-sekolah-dasar-anda = What is the name of your primary school?
catalogue-choice-siapakah-nama-teman-masa-kecil-anda = What is the name of your childhood friend?
catalogue-choice-apakah-makanan-kesukaan-anda = What is your favourite food?
catalogue-document-selfie_ktp = Selfie holding your KTP
catalogue-document-ktp = KTP (identity card)
catalogue-document-kk_card = Kartu Keluarga (KK, family card)
catalogue-document-diploma = Ijazah (diploma)
catalogue-document-equivalency_letter = SK Penyetaraan Ijazah (letter of equivalence)
    .note = Graduates from abroad must attach it: the SK Penyetaraan Ijazah issued by the Ministry of Education and
        Culture or the Ministry of Religious Affairs. Graduates from Indonesia need not attach it.
catalogue-document-thk2_card = THK-II participant card
    .note = Optional: attach it if you still have it.
catalogue-document-dismissal_letter = Surat Pemberhentian (letter of dismissal)

## Accounts of applicants

nav-account-create = Create an account
nav-helpdesk = Helpdesk
foot-account-about = An SSCASN account is the way into the registration for the selection of Indonesia’s civil servants. Official
    announcements are at
account-create = Create an account for { $period }
account-until = Accounts can be created until { $at }.
account-step-1 = Step 1: Identity check
    .about = Have your identity card (KTP), your family card (KK) and your diploma at hand. Give your own data, exactly as on
        KTP and KK.
account-identity = Identity
    .about = We compare these five values with the population data of Dukcapil.
account-contact = Contact
    .about = We send notices about your account here. Use a number and an e-mail address that you can always open.
account-phone = Mobile number in use
    .help = Such as 0812 3456 7890. Numbers abroad begin with + and the country code.
    .missing = Mobile number in use is missing. Write it like 0812 3456 7890.
account-email = E-mail address in use
    .help = Such as siti@contoh.id.
    .missing = E-mail address in use is missing. Write it like siti@contoh.id.
account-privacy = Your data are compared with those of Dukcapil and kept sealed. What does not become an account is deleted
    within a day; the account, the scan of the KTP and the selfie are deleted two years after registration closed.
account-check = Check the data
account-too-many = Too many attempts came from your network. Try again at { $at } WIB. What you filled in stays on this page.
account-away = The accounts service is disturbed
    .detail = We have not received your data yet. Wait a moment, then try again.
account-not-yet = Accounts cannot be created yet
    .about = Accounts for { $period } can be created from { $from } until { $to }.
    .unknown = The time is not set yet. Watch the announcements at sscasn.bkn.go.id.
account-over = Accounts can no longer be created
    .about = Accounts for { $period } could be created until { $to }.
account-closed-help-html = Any other trouble? See the <a href="/faq">answers to frequent questions</a> or the <a
    href="/formulir">forms of the helpdesk</a>.
account-not-found = NIK and KK number not found
    .about = The population data of Dukcapil does not have the NIK and the KK number that you gave. Check the digits again. If
        they are as on your KTP and KK, contact Dukcapil: neither BKN nor an agency can change this data.
account-differs = The data differs
    .about = Something differs from the population data of Dukcapil. To protect your data we do not show what. Compare all
        five values with your KTP and KK. If they are the same, contact Dukcapil.
account-too-many-niks = Too many different values for this NIK
    .about = This NIK was tried with ten different identities. Try again after 24 hours, with values exactly as on KTP and KK.
        Meanwhile, ask Dukcapil about your data.
account-edit = Correct what I filled in
account-dukcapil = Is it right already?
    .about = Only Dukcapil can correct population data. There are two ways:
account-record = You can also record this trouble at the helpdesk. We take what you filled in along to its form.
    .button = Open the form { $title }
account-step-2 = Step 2: Complete the data
account-pending = The check of population data is busy. You can go on; we check your data later.
account-told = What you told so far
    .change = Change it
account-cut-off = What you sent did not arrive whole: the connection was lost or too slow. Send it once more.
account-busy = Many people are making an account just now. Wait a moment and send it once more; what you typed stays on
    this page.
account-draft-changed = The data of step 1 were changed on another page, or the time is over. Check them and send
    this once
    more.
account-no-file = There is no such file
account-diploma = Data as on the diploma
    .warning = Your NIP will be made of this name, date of birth and gender. Fill them in with care.
account-diploma-name = Name without titles (as on the diploma)
    .help = Only the name, without titles such as Drs. or S.Kom.
    .title = Write the name without titles. You fill in titles later, when you register.
account-ktp-place = Place of birth (as on the KTP)
    .help = Exactly as on the KTP.
account-diploma-place = Regency or city of birth (as on the diploma)
    .help = As it was called when you were born. Born abroad: the country and the city.
account-diploma-date = Date of birth (as on the diploma)
    .help = For example 17/08/1995.
account-gender = Gender
    .help = As on the KTP.
gender-male = Male
gender-female = Female
account-pictures = KTP and selfie
account-pictures-rule-html = Each file may have <span class="nowrap">200 KB</span> at most.
account-ktp = Scan of the KTP, or of the letter in its place
    .note = The whole card is visible and can be read. A PDF or a JPG photograph.
    .too-small = The picture of the KTP is too small to read: at least 300 × 200 pixels. Choose or take another one.
account-selfie = Selfie
    .note = Your face is well visible from the front. A JPG photograph, no PDF.
    .missing = There is no selfie yet. Take one or choose a file.
    .jpeg-only = The selfie has to be a JPG photograph, no PDF. Take one or choose another file.
    .too-small = The selfie is too small: at least 240 × 320 pixels. Take one or choose another file.
    .too-large = The selfie has too many pixels: at most 16 megapixels. Make it smaller, or choose another one.
account-files-too-many = Too many files were uploaded. Wait a quarter of an hour, then upload it again.
account-no-camera = No camera on this device?
    .link = Take the selfie with a phone
account-secrets = Password and security questions
    .warning = Write down your password, questions and answers, and keep them. You need them to sign in, and when
        you have
        forgotten the password; we cannot show them again.
    .kept = Your password and answers are stored. Leave all four empty unless you want to change them.
account-password = Password
    .rules = A password has:
    .missing = There is no password yet.
    .weak = The password is not strong enough:
account-password-again = Password again
    .differs = This is not the same password. Type both again.
account-question-1 = Security question 1
account-question-2 = Security question 2
account-question-missing = No security question was chosen.
account-question-same = The two questions must differ. Choose another one.
account-answer-1 = Answer 1
account-answer-2 = Answer 2
account-answer-help = At least 3 characters. Capitals and punctuation make no difference.
account-answer-missing = The answer is missing.
account-not-made-yet = The account is not made yet. In the next step you check everything once more.
camera-open = Take a photo with the camera
camera-live = What your camera sees
camera-take = Take photo
camera-close = Cancel
camera-taken = The photo that was just taken
camera-save = Keep photo
camera-again = Take it again
camera-saved = The photo is in this page now.
camera-refused = The camera cannot be used. Allow it by the icon beside the address of the site (Chrome or
    Firefox) and try
    again; or choose a file, or use a phone.
account-step-3 = Step 3: Check everything again
    .about = Check everything. NIK, KK, the data of the KTP, its scan and the selfie cannot be changed once the
        account is made.
account-sure = Are your data right?
    .about = When you choose Yes, the account is made, and the data of the KTP cannot be changed any more.
    .yes = Yes
    .no = No
account-hints = For you to check
account-hint-date = The date of birth on the diploma differs from the KTP. Go on if that is so.
account-hint-gender = By your NIK, the gender is another one. Go on if your choice is that of the KTP.
account-hint-place = We do not know the place of birth of the diploma as a regency or city of Indonesia today. Go
    on if that was
    its name, or if you were born abroad.
account-open-pdf = Open the PDF file
account-data = Your data
account-name = Full name
account-place = Place of birth
account-date = Date of birth
account-by-ktp = (as on the KTP)
account-by-diploma = (as on the diploma)
account-differs-from-ktp = Differs from the KTP
account-stored = Stored
account-process = Make the account
account-back = Back
account-step-4 = Step 4: Done
    .about = Your account for { $period } was made on { $at }.
account-made-pending = Your population data are still being checked. There is nothing for you to do.
account-card = Account card
    .about = Keep this card. It has the data of your account, without password, answers and the number of the KK.
    .button = Download the account card
    .hour = This page opens in this browser for an hour.
account-made-next = Keep your card, then sign in with your NIK and the password that you just made.
    .button = Go on to sign in
account-card-help = Help: the SSCASN helpdesk, helpdesk.sscasn.bkn.go.id.
account-claim = Your data wait for a check
    .about = This NIK has an account, and the population register cannot be asked now. When it turns out later
        that your data
        are right, this becomes your account.
account-taken = This NIK has an account
    .about = There is an account with this NIK for this period. Choose what fits:
    .sign-in = I made it, and know the password.
    .forgotten = I made it, and have forgotten the password.
    .not-me = It was not me.
account-sign-in = Sign in
account-forgotten = Forgotten password
account-not-me = Report it
account-phone-way = Take the selfie with a phone
    .about = Scan the QR code with your phone. One page opens there, only for taking the selfie.
    .show = Show the QR code
    .again = Make a new code
    .or = Or type this address on the phone:
    .until = Works until { $at } WIB, for one photo.
    .then = When the photo is sent, go back to the page of step 2 and go on. The photo is there.
account-phone-page = Take the selfie
    .send = Send the selfie
account-phone-done = The selfie is sent
    .about = Go on at the device on which you make the account. You may close this page.
account-phone-over = This address does not work any more
    .detail = The address for taking a selfie works for ten minutes and for one photo. Make a new QR code in step 2.
account-api-token = This token is not valid, or not any more.
account-api-taken = There is an account with this NIK for this period. Sign in to it, or tell us if it was not you who made
    it.
account-api-not-ready = Something is missing
    .detail = Complete steps 1 and 2 first. What was told is kept.
account-api-changed = The data have changed

## The catalogue of formations

home-formations = Find a formation
    .about = Find CPNS and PPPK formations, and check whether you meet their rules. No account is needed.
formations = Find a formation
    .about = Find formations that can be applied for by agency, education and place. No account is needed.
    .button = Find formations
    .all = Clear all choices
formations-words = Words
    .help = For instance the name of a position. The first four words count.
formations-agency = Agency
    .help = A part of its name is enough.
formations-education = Education
    .help = Level and subject as in Indonesian, such as S-1 Hukum, or the code of 7 digits.
formations-place = Place
    .help = A work unit or a region.
formations-selection = Selection
    .help = Choose one, or leave all.
    .any = All
formations-disability = Only formations open to people with disability
formations-count = { $count } formations found
    .more = More than { $count } formations found
formations-none = No formation fits
    .help = Try fewer or more general words, or clear a choice.
    .at-all = There are no formations yet
    .yet = The list of formations has not been published. Please come back later.
formations-pages = Pages of results
    .at = Page { $page } of { $pages }
    .before = Page before
    .after = Next page
    .ends = Only the first 1,000 formations are shown. Search more closely to see others.
formations-unavailable = The list of formations cannot be opened at the moment. Please try again shortly.
formation-open-to-disability = open to people with disability
formation-back = Find another formation
formation-withdrawn = The agency withdrew this formation. It can no longer be applied for.
formation-places = Places
    .count = { $count } places
formation-facts = About the formation
formation-fact-agency = Agency
formation-fact-place = Place
formation-fact-education = Education
    .with-code = { $education } (code { $code })
formation-fact-age = Age on the day of applying
    .between = { $least } to { $most } years; one day over { $most } years is too old
formation-fact-gpa = GPA or grade of the diploma
    .least = at least { $least }
formation-fact-salary = Salary a month
    .between = Rp{ $least } to Rp{ $most }
    .from = from Rp{ $least }
    .up-to = up to Rp{ $most }
formation-fact-disability = People with disability
    .yes = Can apply for this formation
    .no = Not open to them, as the agency says
formation-fact-gender = Gender
    .men = Men only
    .women = Women only
formation-fact-asks = You must have
    .str = A registration certificate (STR)
    .teaching = A teaching certificate
    .toefl = A TOEFL score
formation-fact-contact = How to reach the agency
formation-dates = Registration
    .between = { $opens } until before { $closes }
    .untold = Not announced yet
    .not-yet = not open yet
    .open = open now
    .closed = closed
formation-job = Duties
formation-skills = Skills
formation-requirements = Required documents
    .optional = (not mandatory)
formation-check = Check your eligibility
    .about = Fill this in to learn which rules you meet. We do not keep it.
    .button = Check eligibility
    .unreadable = What was sent cannot be read. Please fill it in on the formation's page again.
    .not-text = This value must be a text.
formation-birth-date = Date of birth
    .help = As on your KTP, such as 17-08-1995.
formation-education = Your education
    .help = Level and subject as on your diploma, such as S-1 Hukum, or the code of 7 digits.
    .required = The education is not filled in.
    .too-long = The education is too long; write at most 300 characters.
formation-gpa = Your GPA or grade of the diploma
    .help-academic = From 0.00 to 4.00, such as 3.25.
    .help-school = The average of the diploma from 0 to 100, such as 82.5.
    .required = The GPA or grade is not filled in.
    .academic = A GPA is written from 0.00 to 4.00, with at most two decimals.
    .school = A grade of a diploma is written from 0 to 100, with at most two decimals.
formation-age = { $years } years { $months } months { $days } days
formation-rule-age-min = At least { $least } years old; you are { $is } old.
formation-rule-age-max = At most { $most } years old, not one day over; you are { $is } old.
formation-rule-education = The education asked for is { $education } (code { $code }); yours fits.
    .other = The education asked for is { $education } (code { $code }); what you wrote is not the same.
formation-rule-gpa = { $agency } asks for a GPA or grade of at least { $least }; yours is { $has }.
    .none = not filled in
formation-outcome = Outcome of the check
    .all = You meet all of these rules
    .some = You do not meet every rule
    .on = Counted for an application on { $day }.
    .holds = Met:
    .fails = Not met:
    .all-next = The agency still checks your documents after you apply.
    .some-next = Check what you typed, or find another formation that fits.

# Registrations

answer-no = No
answer-yes = Yes
nav-registration = Registration
nav-formations = Formations
foot-registration-about = Registration for the selection of civil servants. Official announcements are at
sign-in-again = Your session is over
    .about = What you sent is not lost. Sign in again, then send it once more from the next page. Nothing of it is saved yet.
registration-away = The registration cannot be opened at the moment. What was saved is safe; try again in a moment.
registration-own = Your registration
registration-steps = Steps of the registration
registration-step-1 = 1. Your details
registration-step-2 = 2. Kind of selection
registration-step-3 = 3. Formation
registration-step-4 = 4. Documents
registration-step-5 = 5. Summary
registration-step-done = complete
registration-draft = Not submitted yet
    .until = The agency does not have this registration yet. { $left } left, until { $at }.
    .about = What you filled in is saved but not sent. Go on to the fifth step and submit the registration.
registration-left = { $count } days
    .hours = { $count } hours
    .minutes = { $count } minutes
registration-go-on = Go on:
registration-begin = Begin the registration
    .about = The registration has five steps. What you fill in is saved whenever you leave a step, so you may stop and go on later.
registration-closed = No registration is open for the period of your account.
registration-final = The registration is submitted
    .at = Submitted at
    .about = Write this number down. Nothing you filled in or uploaded can be changed any more.
    .resume = See the summary
    .documents = See documents and e-meterai
    .card = Print the registration card
registration-number = Registration number
registration-expired = Not submitted before the end
    .about = The registration closed { $at } before you submitted it. The agency did not receive it.
registration-cancelled = Cancelled
    .about = This account was found not to belong to the owner of the NIK, so its registration is cancelled.
registration-unchanged = Nothing was changed
    .about = This registration is submitted or closed, so what you sent was not saved.
registration-dates = When registrations are taken
registration-search = Search the formations
registration-next = Next
registration-before = Back
registration-kept = Saved at { $at } WIB
registration-stale = This was changed in another tab. Press Next to choose what is right.
registration-conflict = This was changed in another tab
    .about = Nothing of this page is saved yet. Choose the right value in each row.
    .mine = What you just sent:
    .kept = What is saved:
    .save = Save my choice
    .leave = Keep what is saved
biodata-account = From your account
    .about = These come from your account; you need not fill them in again.
biodata-person = About you
biodata-domicile = Where you live, and more
biodata-social = Social media
    .about = You may leave this empty. Three accounts at most.
biodata-title-wrong = Write abbreviations of titles only, or - for none.
biodata-title-before = Title before the name
    .help = Abbreviation only, such as dr. or Dr. Write - for none.
biodata-title-after = Title after the name
    .help = Abbreviation only, such as S.Kom or A.Md. Write - for none.
biodata-ktp-address = Address on the identity card
    .help = As the identity card has it, without the province.
biodata-scholarship = Scholarship with a service bond
    .never = Never
    .now = I receive one
    .before = I received one
biodata-on-scholarship = In a scholarship programme now
biodata-disability = Disability
    .none = None
    .physical = Physical
    .intellectual = Intellectual
    .mental = Mental
    .sight = Sight
    .hearing = Hearing
    .speech = Speech
    .multiple = Multiple
biodata-video = Link to a video
    .help = For people with a disability: a video that shows that you can do the work. It begins with https://
    .missing = People with a disability must give a link to a video.
    .wrong = The link must be whole and begin with https://
biodata-country = Country you live in
    .help = Where you live now.
biodata-address = Address you live at
    .help = Your present address.
    .same = Same as the identity card
    .short = The address is too short; write at least 5 characters.
biodata-province = Province you live in
    .help = Leave it empty if you live abroad.
    .missing = Choose the province.
biodata-city = City or regency you live in
    .help = Such as Kota Bogor. Abroad: the name of the city.
biodata-height = Height in cm
    .help = A whole number, such as 162.
    .wrong = Write the height in centimetres, from 50 to 250.
biodata-marital = Marital status
    .single = Single
    .married = Married
    .divorced = Divorced
    .widowed = Widowed
biodata-religion = Religion
    .islam = Islam
    .kristen = Protestant
    .katolik = Catholic
    .hindu = Hindu
    .buddha = Buddhist
    .khonghucu = Confucian
    .kepercayaan = Belief in the One God
biodata-landline = Telephone
    .help = A landline, if you have one.
    .wrong = A telephone number has 6 to 15 digits.
biodata-network = Network
    .help = Such as Instagram.
    .missing = Write the name of the network.
biodata-network-name = Name there
    .help = Such as @name, or a link.
    .missing = Write your name there.
selection-kind = Kind of selection
    .help = You can choose one. It cannot be changed after you submit the registration.
    .about = Read first when each kind is open.
selection-dates = { $opens } until before { $closes }
selection-thk2 = Former THK-II
    .heading = Former THK-II
    .about = For PPPK only.
    .help = THK-II are honorary workers of category II in the list of BKN.
    .check = Check
    .found = The number was found and is yours.
    .later = The list cannot be asked yet. Your number is checked later; you can go on.
    .differs = The number is there, but its name or birth date is not that of your account. File form 21 at the helpdesk.
    .unknown = The number is not there. If you forgot it, use form 22; to check the data of 2021, form 24.
    .unchecked = Press Check at this number first.
    .missing = Write the number.
    .unreadable = The number has only letters, digits and - . / (15 characters at most).
    .too-many = You checked ten times in an hour. Try again in an hour.
selection-thk2-number = THK-II number
    .help = As on your card. Then press Check.
choice-formation = Choose
    .heading = The formation
    .about = Choose one after the other and press Choose. The next list appears when a choice is made.
    .again = Begin again
choice-agency = Agency
choice-kind = Kind of formation
choice-education = Education
choice-position = Position
choice-place = Place
formation-told = Education and place of the exam
    .about = As the diploma has it.
formation-exam-place = Place of the exam (CAT)
    .help = The province in which you want to take the exam.
formation-year = Year of graduation
    .help = Four digits, such as 2019.
    .wrong = The year must be from { $first } to { $last }.
    .after-diploma = The year is more than one after the date of the diploma. Look at both.
formation-diploma-date = Date of the diploma
    .help = Such as 17-08-2019.
formation-diploma-number = Number of the diploma
    .help = As the diploma has it.
formation-school = School (on the diploma)
    .help = As the diploma has it.
formation-university-kind = Kind of university
    .domestic = In Indonesia
    .foreign = Abroad
formation-university = University
    .help = Type some letters and choose from the list. If it is not there, write it in full and file form 10 at the helpdesk.
formation-programme = Programme
    .help = Type some letters and choose from the list.
formation-on-diploma = University (on the diploma)
    .help = As the diploma has it.
formation-accreditation = Accreditation of the university
    .help = When you graduated.
formation-accreditation-programme = Accreditation of the programme
formation-str = Number of the STR
    .help = Your certificate of registration, if valid.
formation-teaching = Number of the teaching certificate
    .help = As the certificate has it.
formation-toefl = TOEFL score (ITP)
    .help = From 310 to 677.
    .wrong = TOEFL ITP scores go from 310 to 677.
formation-additional = Another qualification
    .help = You may leave this empty.
formation-gender = This formation is not open to your gender.
formation-disability = This formation is not open to people with a disability. Choose another one.
    .only = This formation is for people with a disability. If you have one, say so in step 1.
resume-about = Look at every part, and tick what is right. If something is wrong, go back to its step; nothing is lost.
resume-read-only = This registration was submitted { $at } and cannot be changed.
resume-change = Change
resume-tick = This part is right
    .missing = Tick { $block } when you have looked at it.
resume-agency = Agency
resume-selection = Selection and formation
resume-position = Position and place
resume-person = About you
resume-education = Education
resume-exam = Place of the exam
resume-documents = Documents
resume-requirements = What the agency asks for
    .none = The agency asks for nothing else.
    .must = Required
    .may = Optional
resume-statement = Statement
    .text = I declare that all of the above is true and was filled in by me. If data and documents do not agree, I bear the legal consequences.
    .missing = Tick the statement to submit the registration.
resume-end = Submit the registration
resume-confirm = Submit the registration?
    .about = Nothing can be changed afterwards: neither what you filled in, nor the formation, nor documents.
    .yes = YES, submit it
    .no = No, look again
resume-wrong = The registration cannot be submitted yet
    .step = { $step } is not complete, or something in it is wrong.
    .document = The document { $document } is missing.
    .refused = Your identity does not match the population register. Correct it on the page of your account first.
    .not-open = Registrations for this agency are not open yet.
    .changed = Something changed since this page was opened. Look once more, then submit.
## Documents of a registration

document-not-there = Not uploaded
document-step = Complete your documents
    .about = Upload each document on its own. A document is saved as soon as it has arrived, so you can stop and go on at
        any time. The last upload counts.
document-filed = The registration is submitted, so documents cannot be replaced. An e-meterai that still waits is put on
    its letter; when you are asked to, sign in to your e-meterai account on this page.
document-slot-portrait = Portrait on a red ground
document-slot-application = Letter of application (with an e-meterai)
document-slot-statement = Statement (with an e-meterai)
document-slot-diploma = Diploma
document-slot-transcript = Transcript of grades
document-slot-str = Registration certificate (STR)
document-slot-teaching = Teaching certificate (Serdik)
document-slot-toefl = TOEFL certificate or an equivalent
document-slot-thk2 = Assignment as a THK-II teacher
document-slot-equivalence = Recognition of a foreign diploma
document-slot-disability = Certificate of disability
document-slot-kk = Family card
document-help = Make sure that all of it can be read.
document-help-portrait = An upright photo of 3 × 4 or 4 × 6, your face clearly in front of a red ground.
document-help-scan = Scan the original in colour, not a copy.
document-help-stamped = Sign the letter first, scan it, then put the e-meterai on it here. You may also upload a PDF that
    has an e-meterai already. The size counts without it.
document-limit = { $types }, at most { $kilobytes } KB.
document-there = Uploaded ({ $size }) on { $at }.
document-look = Look at it
document-choose = Choose a file
document-file = that you chose
document-shrinks = A photo that is too large is made smaller on your device before it is sent.
document-upload = Upload
    .again = Upload again
    .waiting = The file has arrived. We are checking it …
document-unfit = The file does not fit.
    .type = The file does not fit: this document must be { $types }.
    .too-large = The file does not fit: it has { $size } KB, and may have at most { $most } KB.
    .beyond = The file does not fit: it has more than { $megabytes } MB.
    .pages = The file does not fit: it has { $pages } pages, and may have at most { $most }.
document-missing = No file was chosen.
document-cut-off = What you sent did not arrive whole, because the connection broke or was too slow. Send it once more.
document-being-stamped = The file before is just getting its e-meterai. Wait until it is done, then try again.
document-too-many = Too many uploads within a day. Please try again tomorrow.
document-closed = Documents cannot be changed any more
    .detail = This registration has ended, or registrations are closed. Documents cannot be changed any more.
document-unknown = This document is not there
document-away = Documents are out of order for the moment
    .detail = We have not received your document. Wait a moment, then try again.
document-no-page = That page is not there
document-page-hard = This page cannot be drawn. Print the document to PDF and upload it again.
document-page-busy = The page could not be drawn yet. Wait a moment, then try again.
document-page-of = { $label }, page { $number }
document-pages = of { $pages }.
document-previous = Page before
document-next-page = Next page
document-original = Open the file
document-next = Next step
    .missing = These documents are still to be completed:
    .button = Go on to the summary
document-note-portrait-not-red = The ground of the photo does not look red. Replace the photo if it is not.
document-note-portrait-shape = The photo does not seem upright, or is neither 3 × 4 nor 4 × 6.
document-note-portrait-small = This photo is small: fewer than 300 × 400 pixels. Your face may not be clear.
document-note-grey-scan = The scan seems to have no colour. Copies often make applicants fail: scan the original in
    colour.
document-note-not-a4 = The first page is not A4.
document-note-not-drawn = We could not look at this document yet. Make sure that it is right with “Look at it”.
document-note-stamp-broken = The electronic signature of this file does not hold any more, mostly because the PDF was
    compressed or changed afterwards. Upload the original of the distributor, or the letter without an e-meterai.
stamp-none = This letter has no e-meterai yet.
stamp-put = Put the e-meterai on it
stamp-came-with = This file has an e-meterai already.
stamp-queued = In the queue. There are { $ahead } other letters before yours. You can go on, or close this page.
stamp-wait = Estimated wait: { $least } to { $most } minutes.
    .hours = Estimated wait: { $least } to { $most } hours.
    .unknown = The wait cannot be estimated yet.
stamp-being-stamped = It is being stamped.
stamp-being-checked = The result is being checked.
stamp-attached = Done.
stamp-serial = Serial number: { $serial }.
stamp-waiting-distributor = The e-meterai service is out of order; your place in the queue is kept.
stamp-needs-login = Sign in to your e-meterai account again.
stamp-needs-balance = You have no e-meterai left.
    .about = You have no e-meterai left. Buy some at the distributor, then press this button.
    .button = I have bought some
stamp-rejected = The e-meterai cannot be put on this PDF: print it to PDF and upload it again. The e-meterai that was bought
    is used for it.
    .expired = The time for stamping is over.
    .refused-file = The PDF cannot be stamped: print it to PDF and upload it again. The e-meterai that was bought is used
        for it.
stamp-withdraw = Withdraw the stamping
stamp-not-withdrawn = This stamping cannot be withdrawn any more.
stamp-sign-in = E-meterai account
    .about = Sign in with your account at the distributor of e-meterai. The password only goes on to the distributor; we
        do not keep it.
    .user = User name
    .password = Password
    .button = Sign in to the e-meterai account
    .until = You are signed in until { $at }.
    .missing = Fill in user name and password of the e-meterai account.
    .wrong = User name or password of the e-meterai account is wrong.
    .away = The e-meterai service is out of order. Please try again later; your documents are kept.
stamp-page = Place of the e-meterai
    .about = Choose where the e-meterai goes: beside the signature, over no text.
    .number = Page { $number } of { $pages }.
    .drag = Drag the red square to the place that you want, or select it and use the arrow keys.
    .stamp = e-meterai
    .position = Place on this page
    .own = As in the picture
    .signed = I have signed this letter.
    .button = Put it on
stamp-position-top-left = Top left
stamp-position-top-right = Top right
stamp-position-middle-left = Middle left
stamp-position-middle-right = Middle right
stamp-position-bottom-left = Bottom left
stamp-position-bottom-right = Bottom right
stamp-not-signed = Tick that you have signed this letter: the e-meterai comes after the signature.
stamp-no-page = This letter has no such page.
stamp-turned = This page is turned within the PDF, so nobody knows where the e-meterai would come. Print it to PDF and upload
    it again.
stamp-outside = The e-meterai must be whole on the page, and large enough to be read.
## Cards, and the check of documents

home-check-document = Check a document
    .about = Find out whether a registration card is one that we issued, by its QR code, its code or its file.
check-document = Check a document
    .about = Everybody can check on this page whether a registration card is genuine. No account needed.
check-document-by-code = Check by code
    .button = Check the code
check-document-code = Code of the document
    .help = 20 letters and digits below the QR code. Capitals or small letters and blanks do not matter.
    .wrong = This code is not whole or mistyped. A code has 20 letters and digits.
check-document-by-file = Check by PDF file
    .button = Check the file
check-document-file = File of the card (PDF)
    .help = At most 2 MB. We only check the file and keep nothing of it. Choose the original file, not a scan.
    .none = No file is chosen.
    .no-pdf = This file is no PDF.
    .too-large = This file is larger than 2 MB. A genuine card is always smaller.
    .cut-off = The file was not sent to its end. Please try again.
    .broken = What was sent cannot be read. Please send the file on the page for checking documents.
check-document-outcome = Outcome of the check
check-document-valid = Genuine and valid
    .about = We issued this document, and it is still valid.
    .compare = Compare this with what the document says. If anything differs, that document is not ours.
check-document-replaced = Genuine, replaced by the version of { $day }
    .about = We issued this document, but a newer version has replaced it.
check-document-cancelled = Cancelled
    .about = We issued this document, but its registration was cancelled.
    .unrecorded = Our electronic signature in this file is right, but the document is no longer valid.
check-document-altered = Issued by us, but changed afterwards
    .about = This file is not the same as the one that we issued. Do not trust what it says.
check-document-foreign = Not our document
    .code = No document of ours has this code. Please check the code again.
    .file = This file has no electronic signature of ours and is not the same as any document of ours.
check-document-fact = Code
    .kind = Kind of document
    .number = Registration number
    .name = Name
    .agency = Agency
    .position = Position
    .finalised = Registration ended
    .issued = Issued
check-document-card = Registration card
check-document-unavailable = Documents cannot be checked at the moment. Please try again shortly.
registration-card = Registration cards cannot be printed yet. Your registration stays recorded; please come back later.
    .away = The registration card cannot be fetched at the moment. Please try again shortly.
