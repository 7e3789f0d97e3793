using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Messages to the members of a panel.</summary>
internal static class PanelMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.ScoringReminder)
        {
            Title = "Scoring closes soon",
            When = "Three days before scoring closes, once",
            To = "Assessors with open score sheets",
            Subject = "{{fund}}: {{left}} to score by {{closes}}",
            Body = """
                You have {{left}} to score in {{round}}. Scoring closes at {{closes}} (UK time). Scores that you have not sent by then count as missing.
                """,
            Fields =
            [
                .. OfRound,
                new("left", "How many, in words", "3 applications"),
                new("closes", "When scoring closes", "5pm on 9 March 2027"),
            ],
            Needed = ["left", "closes"],
            Button = "Score them",
            Why = "You get this because you are on the panel of this round.",
            ByFund = true,
        },
        new(MessageKind.AssessorRecused)
        {
            Title = "Taken off a list",
            When = "When the office takes an application or a round off an assessor",
            To = "The assessor",
            Subject = "{{fund}}: you no longer score {{what}}",
            Body = """
                We have taken {{what}} off your list, so you do not need to score it. This is about {{round}}.

                If you think that this is a mistake, ring us.
                """,
            Fields = [.. OfRound, new("what", "Reference, or this round", "CSF-26-R1-012")],
            Needed = ["what"],
            Button = "See your list",
            Why = "You get this because you are on the panel of this round.",
            ByFund = true,
        },
        new(MessageKind.SheetsMoved)
        {
            Title = "More to score",
            When = "When the office gives an assessor the work of another",
            To = "The assessor who takes it over",
            Subject = "{{fund}}: {{count}} to score",
            Body = """
                We have given you {{count}} of {{round}} to score. Scoring closes at {{closes}} (UK time).

                First say if you have a conflict of interest.
                """,
            Fields =
            [
                .. OfRound,
                new("count", "How many, in words", "3 applications"),
                new("closes", "When scoring closes", "5pm on 9 March 2027"),
            ],
            Needed = ["count"],
            Button = "See your list",
            Why = "You get this because you are on the panel of this round.",
            ByFund = true,
        },
        new(MessageKind.PanelJoined)
        {
            Title = "Joined a panel",
            When = "When somebody joins the panel of an open round",
            To = "The new assessor",
            Subject = "{{fund}}: you have joined the panel",
            Body = """
                You now score applications for {{round}}. They are on your list. Scoring closes at {{closes}} (UK time).

                First say if you have a conflict of interest.
                """,
            Fields = [.. OfRound, new("closes", "When scoring closes", "5pm on 9 March 2027")],
            Needed = ["closes"],
            Button = "See your list",
            Why = "You get this because you are on the panel of this round.",
            ByFund = true,
        },
        new(MessageKind.SheetAffected)
        {
            Title = "An application may change, or does not",
            When = "When an applicant is asked for changes, gets more time, answers or does not",
            To = "Assessors of the application",
            Subject = "{{fund}}: {{reference}} {{news}}",
            Body = """
                {{what}}
                """,
            Fields =
            [
                .. OfRound,
                new("reference", "Reference of the application", "CSF-26-R1-012"),
                new("news", "What happens, in two or three words", "may change"),
                new(
                    "what",
                    "What it means for the assessor",
                    "We have asked for a new budget by 20 January 2027. You can save your scores, but you cannot send them until then."
                ),
            ],
            Needed = ["what"],
            Button = "Open your score sheet",
            Why = "You get this because you score this application.",
            ByFund = true,
        },
        new(MessageKind.WrittenToPanel)
        {
            Title = "A message that an officer wrote to the panel",
            When = "When an officer writes to the assessors of a round",
            To = "Assessors of the round",
            Subject = "{{subject}}",
            Body = """
                {{message}}

                This is about {{round}}.
                """,
            Fields =
            [
                .. OfRound,
                new("subject", "Subject that the officer wrote", "When the panel meets"),
                new("message", "What the officer wrote", "The panel meets on 12 March at 10am."),
            ],
            Needed = ["subject", "message"],
            Button = "See your list",
            Why = "You get this because you are on the panel of this round.",
            ByFund = false,
        },
    ];
}
