using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Reminders of monitoring returns and of the areas' quarterly returns, each with the true delay of the day.</summary>
internal static class ReminderMessages
{
    private static readonly MergeField What = new("what", "Which returns it is about", "return for Safer Saturdays");

    private const string Help =
        "Most of it is filled in already. Tell us what you did and what you spent. If something stops you, ring us: we would like to help.";

    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.ReturnsDue)
        {
            Title = "Returns are due soon",
            When = "On the reminder days before a return is due; one message a day for each organisation",
            To = "Both contacts of each grant and the person who applied; where a return waits to be certified, every member",
            Subject = "{{fund}}: {{what}} due soon",
            Body = $$$"""
                We need to hear from {{organisation}} about its grant:

                {{due}}

                {{{Help}}}
                """,
            Fields =
            [
                Fund,
                Organisation,
                What,
                new("late", "Returns that are late, a line each; may be empty", "") { CanBeEmpty = true },
                new(
                    "due",
                    "Returns that are due soon, a line each",
                    "- Safer Saturdays (CSF-26-R1-012): final return, due on 28 May 2027."
                ),
            ],
            Needed = ["due"],
            Button = "See what we need",
            Why = "You get this because your organisation has a grant from us.",
            ByFund = true,
        },
        new(MessageKind.ReturnsLate)
        {
            Title = "Returns are late",
            When =
                "On the reminder days after a return was due, or when an officer asks; one message a day for each organisation, which lists all that is late",
            To = "Both contacts of each grant and the person who applied; where a return waits to be certified, every member",
            Subject = "{{fund}}: late {{what}}",
            Body = $$$"""
                We have not had this from {{organisation}} yet:

                {{late}}

                {{due}}

                {{hold}}

                {{{Help}}}
                """,
            Fields =
            [
                Fund,
                Organisation,
                What,
                new(
                    "late",
                    "Returns that are late, a line each",
                    "- Safer Saturdays (CSF-26-R1-012): final return, due on 28 May 2027, 12 working days late."
                ),
                new("due", "Returns that are due soon, a line each; may be empty", "") { CanBeEmpty = true },
                new(
                    "hold",
                    "That a payment may be held back; empty where everything is paid",
                    "While a return is late, we may hold back the next payment of your grants."
                )
                {
                    CanBeEmpty = true,
                },
            ],
            Needed = ["late"],
            Button = "Send your return",
            Why = "You get this because your organisation has a grant from us.",
            ByFund = true,
        },
        new(MessageKind.ReturnsLateOffice)
        {
            Title = "Late returns, for the office",
            When = "When a return is late for as many working days as the round's settings say",
            To = "The office",
            Subject = "Late returns of {{organisation}}",
            Body = """
                {{organisation}} has been reminded of these returns. If no letter has gone about them yet, one waits to be sent.

                {{late}}
                """,
            Fields =
            [
                Organisation,
                new(
                    "late",
                    "Returns that are late, a line each",
                    "- Safer Saturdays (CSF-26-R1-012): final return, due on 28 May 2027, 12 working days late."
                ),
            ],
            Needed = ["late"],
            Button = "See its returns",
            Why = "You get this because you work with grants.",
            ByFund = false,
        },
        new(MessageKind.CspReturnReminder)
        {
            Title = "Quarterly return of an area",
            When = "On the reminder days before and after a quarterly return is due, until it is certified",
            To = "Everyone who reports for the area",
            Subject = "{{area}}: return for {{period}} of {{year}} {{state}}",
            Body = """
                The return of {{area}} for {{period}} of {{year}} {{state}}. Its date is {{due}}.

                {{prepared}}
                """,
            Fields =
            [
                new("area", "Name of the area", "Leicester"),
                new("period", "The quarter, or February", "quarter 2"),
                new("year", "The financial year", "2026-27"),
                new("state", "When it is due, or how late it is", "is 12 working days late"),
                new("due", "The day on which it is due", "21 October 2026"),
                new("prepared", "Whether a colleague has prepared it", "Nobody has prepared it yet."),
            ],
            Needed = ["state"],
            Button = "Open the return",
            Why = "You get this because you report for this area.",
            ByFund = false,
        },
        new(MessageKind.CspAlarms)
        {
            Title = "Alarms about budgets",
            When = "When an area forecasts an underspend above the office's limit, or a return is not certified by its date",
            To = "Commissioning officers",
            Subject = "{{count}} about budgets",
            Body = """
                There is news of the areas' money. Here is what it is about.

                {{alarms}}

                Please look at each one. It stays open until one of you says what will be done, who agreed to it and why.
                """,
            Fields =
            [
                new("count", "How many alarms there are", "2 new alarms"),
                new(
                    "alarms",
                    "The alarms, a line each",
                    "- Rutland, 2026-27, quarter 2: the forecast underspend is £18,000.00, above £15,000.00."
                ),
            ],
            Needed = ["alarms"],
            Button = "See the alarms",
            Why = "You get this because you work with areas' budgets.",
            ByFund = false,
        },
    ];
}
