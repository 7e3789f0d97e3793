using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Messages about returns and the end of a grant.</summary>
internal static class MonitoringMessages
{
    private static readonly MergeField SignBy = new("by", "The day by which to sign", "Wednesday 9 June 2027");

    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.ReturnAdded)
        {
            Title = "Another return",
            When = "When an officer asks for one more return",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: one more return for {{project}}",
            Body = """
                We need one more return for {{project}} ({{reference}}), for the time up to {{until}}. Please send it by the end of {{due}}.

                Why: {{reason}}
                """,
            Fields =
            [
                .. OfApplication,
                Reason,
                new("until", "Last day it is about", "30 April 2028"),
                new("due", "The day it is due", "28 May 2028"),
            ],
            Needed = ["due"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ReturnDateMoved)
        {
            Title = "A new date for a return",
            When = "When an officer moves the day of a return",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: a new date for your return on {{project}}",
            Body = """
                Your return for {{project}} ({{reference}}) is now due by the end of {{due}}. It was due on {{before}}.

                Why: {{reason}}
                """,
            Fields = [.. OfApplication, Reason, new("due", "The new day", "28 May 2028"), new("before", "The day before", "14 May 2028")],
            Needed = ["due"],
            Button = "Open the return",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ReturnAccepted)
        {
            Title = "A return is accepted",
            When = "When an officer accepts a return",
            Importance = Importance.Routine,
            To = $"{MessageText.Contacts}; also who sent the return",
            Subject = "{{fund}}: we have accepted your return on {{project}}",
            Body = """
                Thank you for your return on {{project}} ({{return}}). We have read it and accept it.

                Spent so far: {{spent}}
                Not spent: {{unspent}}

                {{note}}
                """,
            Fields =
            [
                .. OfApplication,
                Note,
                new("return", "Reference of the return", "CSF-26-R1-012-M1"),
                new("spent", "Spent so far", "£4,000.00"),
                new("unspent", "Not spent", "£500.00"),
            ],
            Needed = ["return"],
            Button = "See the return",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ReturnSentBack)
        {
            Title = "A return needs a change",
            When = "When an officer asks for a return to be corrected",
            Importance = Importance.Routine,
            To = $"{MessageText.Contacts}; also who sent the return",
            Subject = "{{fund}}: your return on {{project}} needs a change",
            Body = """
                Thank you for your return on {{project}} ({{return}}). Please put this right and send it again by the end of {{by}}:

                {{points}}

                {{note}}
                """,
            Fields =
            [
                .. OfApplication,
                Note,
                new("return", "Reference of the return", "CSF-26-R1-012-M1"),
                new("by", "Day by which to put it right", "Tuesday 22 April 2025"),
                new("points", "What to put right, a line each", "- Spent on staff: the sum is more than the budget."),
            ],
            Needed = ["points", "by"],
            Button = "Correct the return",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ReturnToCertify)
        {
            Title = "Certify a return",
            When = "When a return waits for a second person",
            To = "The other members of the organisation",
            Subject = "{{fund}}: please certify the return on {{project}}",
            Body = """
                {{by}} has written the return on {{project}} ({{return}}). A second person must certify it before it comes to us. It is NOT sent until then.
                """,
            Fields = [.. OfApplication, By, new("return", "Reference of the return", "CSF-26-R1-012-M1")],
            Needed = ["return"],
            Button = "Read and certify it",
            Why = "You get this because you are a member of {{organisation}}.",
            ByFund = true,
        },
        new(MessageKind.ReturnSent)
        {
            Title = "A return was sent",
            When = "When an organisation sends a return",
            To = "The office",
            Subject = "{{organisation}} has sent a return: {{return}}",
            Body = """
                {{organisation}} has sent its return for {{project}} ({{round}}).

                Please read it, and say if you accept it or what needs to change.
                """,
            Fields = [.. OfApplication, new("return", "Reference of the return", "CSF-26-R1-012-M1")],
            Needed = ["return"],
            Button = "Read the return",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.UseCertificateAsked)
        {
            Title = "Sign the certificate of use",
            When = "When the final return of a grant that owes a certificate of use is sent",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: please sign how you used the grant for {{project}}",
            Body = """
                Thank you for your final return on {{project}} ({{reference}}). We now need a certificate of how you used the grant, as the agreement says. We have filled it in from your return:

                Paid to you: {{paid}}
                Spent: {{spent}}

                {{examiner}}

                Someone who may sign for you, and who did not write the return, needs to sign it by the end of {{by}}. They can sign it on screen or on paper.
                """,
            Fields =
            [
                .. OfApplication,
                SignBy,
                new("paid", "Paid", "£12,000.00"),
                new("spent", "Spent", "£11,650.00"),
                new(
                    "examiner",
                    "What an examiner must do; may be empty",
                    "An independent examiner or an auditor must look at the figures too. They must not be one of your members. Ask them soon."
                )
                {
                    CanBeEmpty = true,
                },
            ],
            Needed = ["paid", "spent", "by", "examiner"],
            Button = "Read and sign it",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.UseCertificateDue)
        {
            Title = "The certificate of use is due soon",
            When = "On the round's reminder days until a certificate of use is due",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: how you used the grant for {{project}}, sign it soon",
            Body = """
                We still need your certificate of how you used the grant for {{project}} ({{reference}}). It is filled in. Someone who may sign for you needs to sign it by the end of {{by}}.

                If something stops you, ring us. We would like to help.
                """,
            Fields = [.. OfApplication, SignBy],
            Needed = ["by"],
            Button = "Read and sign it",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.UseCertificateLate)
        {
            Title = "The certificate of use is late",
            When = "On the round's reminder days after a certificate of use was due",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: late certificate for {{project}}",
            Body = """
                Your certificate of how you used the grant for {{project}} ({{reference}}) was due by the end of {{by}}. Nobody has signed it yet.

                It is filled in, so it takes only a few minutes. Until we have it, we cannot close the grant, and we may hold back what is not paid yet.

                If something stops you, ring us. We would like to help.
                """,
            Fields = [.. OfApplication, SignBy],
            Needed = ["by"],
            Button = "Read and sign it",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.UseCertificateSent)
        {
            Title = "A certificate of use is signed",
            When = "When an organisation signs its certificate of use, or sends the signed paper",
            To = "The office",
            Subject = "{{organisation}} has signed its certificate for {{reference}}",
            Body = """
                {{by}} has signed the certificate of how {{organisation}} used its grant for {{project}} ({{round}}).

                Please check it.
                """,
            Fields = [.. OfApplication, By],
            Needed = ["by"],
            Button = "Check the certificate",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.UseCertificateAgain)
        {
            Title = "A certificate of use is to be signed again",
            When = "When an officer sends a certificate of use back, or a figure of it changes after it was signed",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: please sign the certificate for {{project}} again",
            Body = """
                The certificate of how you used the grant for {{project}} ({{reference}}) needs to be signed again.

                Why: {{why}}

                Please do this by the end of {{by}}.
                """,
            Fields =
            [
                .. OfApplication,
                SignBy,
                new(
                    "why",
                    "What is to be put right, or which figure changed",
                    "Your final return now says that £11,400.00 was spent. The certificate says £11,650.00."
                ),
            ],
            Needed = ["why", "by"],
            Button = "Read and sign it",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.UseCertificateAccepted)
        {
            Title = "A certificate of use is accepted",
            When = "When an officer accepts a certificate of use",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: we have accepted your certificate for {{project}}",
            Body = """
                Thank you. We have checked your certificate of how you used the grant for {{project}} ({{reference}}), and we accept it.

                {{note}}
                """,
            Fields = [.. OfApplication, Note],
            Needed = ["project"],
            Button = "See the certificate",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.UseCertificateWaived)
        {
            Title = "A certificate of use is no longer needed",
            When = "When two officers agree to go without a certificate of use that was asked for",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: you need not sign a certificate for {{project}}",
            Body = """
                We asked you to sign a certificate of how you used the grant for {{project}} ({{reference}}). We no longer need it, so you need not do anything.
                """,
            Fields = OfApplication,
            Needed = ["project"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.CloseOutProposed)
        {
            Title = "Check the final figures",
            When = "When an officer proposes the final figures",
            Importance = Importance.Decision,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: please check the final figures of {{project}}",
            Body = """
                Your project {{project}} ({{reference}}) has ended. These are the final figures:

                Paid to you: {{paid}}
                Spent, from your returns: {{spent}}
                To return to us: {{back}}

                {{note}}

                Please agree them, or tell us if one is wrong.
                """,
            Fields =
            [
                .. OfApplication,
                Note,
                new("paid", "Paid", "£5,000.00"),
                new("spent", "Spent", "£4,650.00"),
                new("back", "To return", "£350.00"),
            ],
            Needed = ["paid", "spent", "back"],
            Button = "Check the figures",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.CloseOutAgreed)
        {
            Title = "Final figures agreed",
            When = "When an organisation agrees the final figures",
            To = "The office",
            Subject = "{{organisation}} agrees the final figures of {{reference}}",
            Body = """
                {{organisation}} agrees the final figures for {{project}} ({{round}}).

                {{reuse}}
                """,
            Fields =
            [
                .. OfApplication,
                new("reuse", "What it asks to use the rest for; may be empty", "It asks to use £350.00 for: more sessions in June.")
                {
                    CanBeEmpty = true,
                },
            ],
            Needed = ["reuse"],
            Button = "See the figures",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.CloseOutDisputed)
        {
            Title = "Final figures not agreed",
            When = "When an organisation says that the final figures are wrong",
            To = "The office",
            Subject = "{{organisation}} does not agree the final figures of {{reference}}",
            Body = """
                {{organisation}} does not agree the final figures for {{project}} ({{round}}).

                Why: {{reason}}

                Please check them, and ask for its answer again.
                """,
            Fields = [.. OfApplication, Reason],
            Needed = ["reason"],
            Button = "See the figures",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.MoneyLeftDecided)
        {
            Title = "An answer about money left",
            When = "When a request to use money again is decided",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: your question about the money left from {{project}}",
            Body = """
                You asked to keep money that is left from {{project}} ({{reference}}). You can keep and spend {{amount}}.

                Why: {{reason}}

                {{report}}

                {{back}}
                """,
            Fields =
            [
                .. OfApplication,
                Amount,
                Reason,
                new(
                    "report",
                    "By when to use it and to say what for; may be empty",
                    "Use it by 30 June 2027. Then tell us what you used it for, by the end of Wednesday 28 July 2027."
                )
                {
                    CanBeEmpty = true,
                },
                new(
                    "back",
                    "What is to be returned, a sentence; may be empty",
                    "Please return £100.00. We will send you a letter with the invoice."
                )
                {
                    CanBeEmpty = true,
                },
            ],
            Needed = ["amount", "report", "back"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.MoneyReceived)
        {
            Title = "Receipt for returned money",
            When = "When returned money is recorded",
            Importance = Importance.Money,
            To = MessageText.ContactsAndSigning,
            Subject = "{{fund}}: we have your payment of {{amount}}",
            Body = """
                We received {{amount}} on {{day}} for {{project}} ({{reference}}). Thank you.

                Receipt number: {{receipt}}
                """,
            Fields =
            [
                .. OfApplication,
                Amount,
                new("day", "The day", "3 June 2028"),
                new("receipt", "Number of the receipt", "R-2028-004"),
            ],
            Needed = ["amount", "receipt"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.PublicPageProposed)
        {
            Title = "See the public page of your project",
            When = "When an officer shows the organisation the page that is to be published",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: please read the public page of {{project}}",
            Body = """
                We want to tell people about {{project}} on our website. Please read the page first.

                Tell us by the end of {{until}} if you want something changed. If we do not hear from you by then, we may publish the page as it is.
                """,
            Fields = [.. OfApplication, new("until", "Last day to ask for a change", "9 January 2027")],
            Needed = ["until"],
            Button = "Read the page",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.PublicPageAnswered)
        {
            Title = "An organisation has read its public page",
            When = "When an organisation answers about its public page",
            To = "The office",
            Subject = "{{organisation}} has read the public page of {{project}}",
            Body = """
                {{organisation}} has read the public page of {{project}} ({{round}}).

                {{answer}}
                """,
            Fields = [.. OfApplication, new("answer", "What it answered", "The page is fine.")],
            Needed = ["answer"],
            Button = "Open the page",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
        new(MessageKind.PublicPagePublished)
        {
            Title = "The public page of your project is out",
            When = "When the public page of a project is published",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: anyone can now read about {{project}}",
            Body = """
                The page about {{project}} ({{reference}}) is on our website. Anyone can read it.

                You can still take back your yes to a story, a quote or a photograph at any time. Go to your grant to do so. It is then gone from the page at once.
                """,
            Fields = OfApplication,
            Needed = ["project"],
            Button = "See the page",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.PublicPageTakenDown)
        {
            Title = "The public page of your project is taken down",
            When = "When the public page of a project is taken down",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: the page about {{project}} is taken down",
            Body = """
                We took down the page about {{project}} ({{reference}}). Nobody can read it now.

                Why: {{reason}}

                If we want to publish it again, we will show it to you first.
                """,
            Fields = [.. OfApplication, Reason],
            Needed = ["reason"],
            Button = "See your grant",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ConsentWithdrawn)
        {
            Title = "Consent to publish is taken back",
            When = "When either side takes back consent to a story, a quote or a photograph",
            Importance = Importance.Routine,
            To = MessageText.Contacts,
            Subject = "{{fund}}: we do not publish the {{item}}, {{project}}",
            Body = """
                The yes to publish this is taken back by {{side}}: {{item}}, {{project}} ({{reference}}). If it was on our website, it is gone from there now.

                We publish it again only if you record a new yes.
                """,
            Fields =
            [
                .. OfApplication,
                new("item", "What it is about", "photograph 2 of the final return"),
                new("side", "Who took it back", "the organisation"),
            ],
            Needed = ["item"],
            Button = "See what you let us publish",
            Why = MessageText.Acting,
            ByFund = true,
        },
        new(MessageKind.ConsentWithdrawnOffice)
        {
            Title = "Consent to publish is taken back (to the office)",
            When = "When either side takes back consent to a story, a quote or a photograph",
            To = "The office",
            Subject = "Consent taken back: {{item}}, {{project}}",
            Body = """
                The consent to publish this is taken back by {{side}}: {{item}}, {{project}} of {{organisation}} ({{round}}). If it was on the public page, it is gone from there.

                Please take it out of anything else you have made of it, such as print or social media.
                """,
            Fields =
            [
                .. OfApplication,
                new("item", "What it is about", "photograph 2 of the final return"),
                new("side", "Who took it back", "the organisation"),
            ],
            Needed = ["item"],
            Button = "See the project's page",
            Why = "You get this because you work for the office.",
            ByFund = true,
        },
    ];
}
