using System.Text.RegularExpressions;

namespace Commissioning.Domain.Funds;

/// <summary>Messages to applicants: the portal's own texts (a default, not OPCC policy) and the rules for a fund's own.</summary>
public static partial class MessageRules
{
    private static readonly MergeField Project = new("project", "Name of the project", "Safer Saturdays"),
        Reference = new("reference", "Reference of the application", "CSF-26-R1-012"),
        Round = new("round", "Name of the round", "Commissioner's Safety Fund, Round 1, 2026-27"),
        Funder = new("funder", "Name of the office", "Office of the Police and Crime Commissioner"),
        Link = new("link", "Address of the page to open", "https://grants.example.org/applications/1");

    public static readonly IReadOnlyList<MessageDefault> All =
    [
        new(
            MessageKind.Receipt,
            "Receipt of an application",
            "We have your application {{reference}}",
            """
            {{project}}
            {{round}}
            Reference: {{reference}}
            Asked for: {{amount}}
            Received: {{received}} (UK time)

            A copy of exactly what you sent: {{link}}

            What happens next: we carry out checks. Each panel member scores every application alone, then the panel agrees the scores together. We expect a decision by {{decision}}. We will write to you either way, with the reasons.
            """,
            [
                Project,
                Reference,
                Round,
                Link,
                new("amount", "Amount asked for", "£4,500.00"),
                new("received", "When it was received", "4:12pm on 6 January 2027"),
                new("decision", "When a decision is expected", "16 March 2027"),
                new("hash", "SHA-256 of what was received", "9f86d081…0f00a08"),
            ],
            ["reference", "link"]
        )
        {
            Ending = "SHA-256 of what we received, which shows later that nobody changed it: {{hash}}",
        },
        new(
            MessageKind.ClosingReminder,
            "Reminder of an unfinished draft",
            "Your application has not been sent yet: {{round}}",
            """
            Hello {{name}},

            {{project}} is saved but has not been sent. {{round}} closes at {{closes}} (UK time). After that you can no longer send it.

            Still to do:
            {{missing}}

            Continue your application: {{link}}
            If you no longer want to apply, you can withdraw it there and we will stop writing to you about it.

            {{funder}}
            """,
            [
                new("name", "Name of the person", "Amira Khan"),
                Project,
                Round,
                Link,
                Funder,
                new("closes", "When the round closes", "5pm on 2 February 2027"),
                new("missing", "Parts that are not complete, a line each", "- Budget"),
            ],
            ["closes", "link"]
        )
        {
            Ending = "Still to do:\n{{missing}}",
        },
        new(
            MessageKind.ChangesAsked,
            "Changes asked for",
            "We need something more for {{reference}}",
            """
            About {{project}} ({{reference}}), {{round}}:

            {{reason}}

            Please change these parts by the end of {{due}}:
            {{questions}}

            {{link}}

            Nothing else in the application changes. We keep what you first sent.

            {{funder}}
            """,
            [
                Project,
                Reference,
                Round,
                Link,
                Funder,
                new("reason", "What the officer wrote", "Which streets do you mean?"),
                new("due", "The day to answer by", "20 January 2027"),
                new("questions", "What is asked for, a line each", "- Budget"),
            ],
            ["reason", "due", "link"]
        ),
        new(
            MessageKind.DecisionDateChanged,
            "New date for a decision",
            "New date for a decision: {{round}}",
            """
            Hello {{name}},

            We now expect to decide {{round}} by {{decision}}. We said {{before}} before.

            Why: {{reason}}

            You do not need to do anything. We will write to you either way when we have decided.

            {{funder}}
            """,
            [
                new("name", "Name of the person", "Amira Khan"),
                Round,
                Funder,
                new("decision", "The new date", "30 March 2027"),
                new("before", "The date before", "16 March 2027"),
                new("reason", "What the officer wrote", "More applications than we planned for"),
            ],
            ["decision", "reason"]
        ),
        new(
            MessageKind.Withdrawn,
            "Withdrawal of an application",
            "Your application to {{round}} is withdrawn",
            """
            Hello {{name}},

            {{by}} withdrew {{project}} of {{organisation}} at {{withdrawn}} (UK time). We keep it on record, but we do not consider it.

            {{undo}}

            What was written is here: {{link}}

            If this is not what you want, tell us at once.

            {{funder}}
            """,
            [
                new("name", "Name of the person", "Amira Khan"),
                new("by", "Name of the person who withdrew it", "Ben Hughes"),
                Project,
                new("organisation", "Name of the organisation", "Friends of Test Park"),
                Round,
                Link,
                Funder,
                new("withdrawn", "When it was withdrawn", "4:12pm on 6 January 2027"),
                new("undo", "What can still be done", "You cannot undo this."),
            ],
            ["by", "withdrawn", "undo"]
        ),
    ];

    public static MessageDefault Of(MessageKind kind) => All.First(message => message.Kind == kind);

    /// <summary>Everything that is wrong with a fund's own text.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(MessageKind kind, string? subject, string? body)
    {
        var message = Of(kind);
        var refusals = new List<Refusal>();
        if (subject?.Trim() is not { Length: > 0 and <= 200 })
            refusals.Add(new("Enter a subject of up to 200 characters", nameof(subject)));
        if (body?.Trim() is not { Length: > 0 and <= 10_000 })
            refusals.Add(new("Enter the message in up to 10,000 characters", nameof(body)));
        foreach (var (text, field) in new[] { (subject ?? "", nameof(subject)), (body ?? "", nameof(body)) })
        {
            foreach (var unknown in Fields(text).Where(name => message.Fields.All(known => known.Name != name)).Distinct())
                refusals.Add(
                    new(
                        $"{{{{{unknown}}}}} is not a field of this message. Choose from: {string.Join(", ", message.Fields.Select(known => $"{{{{{known.Name}}}}}"))}",
                        field
                    )
                );
            if (
                FieldPattern().Replace(text, "").Contains("{{", StringComparison.Ordinal)
                || FieldPattern().Replace(text, "").Contains("}}", StringComparison.Ordinal)
            )
                refusals.Add(new("A field is written between two braces on each side, such as {{link}}", field));
        }
        foreach (var needed in message.Needed.Where(needed => !Fields($"{subject} {body}").Contains(needed)))
            refusals.Add(
                new(
                    $"Put {{{{{needed}}}}} into the message: {message.Fields.First(known => known.Name == needed).Meaning.ToLowerInvariant()}",
                    nameof(body)
                )
            );
        return refusals;
    }

    /// <summary>A message with its fields filled in, and the ending that its kind must have.</summary>
    public static string Body(MessageKind kind, string body, IReadOnlyDictionary<string, string> values)
    {
        var ending = Of(kind).Ending;
        var has = Fields(body);
        return Fill(Fields(ending).All(field => has.Contains(field)) ? body : $"{body.TrimEnd()}\n\n{ending}", values);
    }

    /// <summary>A text with its fields filled in. A value that looks like a field is left as it is.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        FieldPattern().Replace(text, match => values[match.Groups[1].Value]);

    private static IReadOnlyList<string> Fields(string text) =>
        FieldPattern().Matches(text).Select(match => match.Groups[1].Value).ToList();

    [GeneratedRegex(@"\{\{\s*([a-z]+)\s*\}\}")]
    private static partial Regex FieldPattern();
}
