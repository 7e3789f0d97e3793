using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Messages about rounds: to those who wait for one, and to those with a draft.</summary>
internal static class FundMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.OpeningAlertAsked)
        {
            Title = "Confirm an alert",
            When = "When somebody asks to hear of the next round",
            To = "The owner of the address",
            Subject = "Do you want to know when a round opens?",
            Body = """
                Someone asked us to write to this address once, when {{what}} opens.

                If it was you, confirm it within {{days}} days. The same button stops it at any time.

                If it was not you, you do not need to do anything. We delete the address after {{days}} days.
                """,
            Fields =
            [
                new("what", "What they wait for", "a round of the Commissioner's Safety Fund"),
                new("days", "Days to confirm in", "7"),
            ],
            Needed = ["days"],
            Button = "Yes, tell me",
            Why = "You get this because someone typed this address on our site.",
            ByFund = false,
        },
        new(MessageKind.RoundOpened)
        {
            Title = "A round is open",
            When = "When a round opens",
            To = "Everyone who asked to be told",
            Subject = "{{fund}} is open",
            Body = """
                You asked us to tell you when a round opens. {{round}} is open until {{closes}} (UK time). Grants are up to {{maximum}}.

                This is the only message. We have deleted your address, so there is nothing to unsubscribe from.
                """,
            Fields =
            [
                .. OfRound,
                new("closes", "When it closes", "5pm on 2 February 2027"),
                new("maximum", "The largest grant", "£10,000"),
            ],
            Needed = ["closes"],
            Button = "Read about it",
            Why = "You get this because you asked to be told.",
            ByFund = true,
        },
        new(MessageKind.AmendmentForApplicant)
        {
            Title = "A change of a round, to applicants",
            When = "When a published round changes",
            To = "Everyone with a draft; when the round is withdrawn, everyone who applied",
            Subject = "{{fund}}: {{change}}",
            Body = """
                {{what}}

                {{ended}}

                We have kept your {{work}}.
                """,
            Fields =
            [
                .. OfDraft,
                new("change", "What kind of change", "later dates"),
                new("what", "The change, in public words", "The round now closes at 5pm on 9 February 2027."),
                new("ended", "That the round is over; may be empty", "We will not consider any application in this round.")
                {
                    CanBeEmpty = true,
                },
                new("work", "Draft or application", "draft"),
            ],
            Needed = ["what", "ended"],
            Button = "See it",
            Why = "You get this because you have a draft or an application in {{round}}.",
            ByFund = true,
        },
        new(MessageKind.AmendmentForAssessor)
        {
            Title = "A change of a round, to its panel",
            When = "When a published round changes",
            To = "The members of the panel",
            Subject = "{{fund}}: {{change}}",
            Body = """
                {{what}}

                {{ended}}
                """,
            Fields =
            [
                .. OfRound,
                new("change", "What kind of change", "later dates"),
                new("what", "The change, in public words", "Scoring now closes at 5pm on 9 March 2027."),
                new("ended", "That nothing is left to score; may be empty", "There is nothing left to score in this round.")
                {
                    CanBeEmpty = true,
                },
            ],
            Needed = ["what"],
            Button = "See your list",
            Why = "You get this because you are on the panel of {{round}}.",
            ByFund = true,
        },
        new(MessageKind.FormCorrected)
        {
            Title = "A correction of a form",
            When = "When a question of an open round is corrected",
            To = "Everyone with a draft",
            Subject = "{{fund}}: we have corrected the form",
            Body = """
                We have corrected the form for {{round}}. You have a draft of {{project}}. This is what changed:

                {{changes}}

                Why: {{reason}}

                We have kept what you wrote. Check your draft before you send it.
                """,
            Fields = [.. OfDraft, Reason, new("changes", "What changed, a line each", "- The limit of Need is now 300 words.")],
            Needed = ["changes", "reason"],
            Button = "Check my draft",
            Why = "You get this because you have a draft in this round.",
            ByFund = true,
        },
        new(MessageKind.QuestionsAnswered)
        {
            Title = "Questions answered in public",
            When = "Once a day, when questions were answered for everybody",
            To = "Everyone with a draft",
            Subject = "{{fund}}: {{count}}",
            Body = """
                You are writing an application to {{round}}. We have answered for everybody:

                {{answers}}
                """,
            Fields =
            [
                .. OfRound,
                new("count", "How many, in words", "a question was answered"),
                new("answers", "Questions and answers", "Can we pay for a hall?\n\nYes, if you use it for the project."),
            ],
            Needed = ["answers"],
            Button = "All questions and answers",
            Why = "You get this because you have a draft in this round.",
            ByFund = true,
        },
    ];
}
