using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Messages;

namespace Commissioning.Domain.Casework;

/// <summary>Messages that officers write, their templates, and what applicants write back.</summary>
public static class MailingRules
{
    /// <summary>The most characters of what an applicant writes.</summary>
    public const int MostOfApplicant = 4000;

    /// <summary>The most characters of a template's name.</summary>
    public const int LongestName = 100;

    private static readonly MergeField Area = new("area", "Area of the organisation; may be empty", "Leicester", CanBeEmpty: true);

    private static readonly IReadOnlyList<MergeField> OfApplications =

        [
            .. MessageFields.OfApplication,
            Area,
            new("closing-date", "When the round closes or closed", "5pm on 2 February 2027"),
            new("decision-date", "Day by which we expect to decide", "26 March 2027"),
        ],
        OfAwards =

        [
            .. MessageFields.OfApplication,
            Area,
            new("amount", "What was awarded", "£4,500.00"),
            new("end-date", "Last day of the project", "31 March 2028"),
            new("next-return", "When the next return is due; may be empty", "30 June 2027", CanBeEmpty: true),
        ],
        OfOrganisations =
        [MessageFields.Organisation, Area, new("charity-number", "Charity number; may be empty", "1234567", CanBeEmpty: true)],
        OfPanel =

        [
            .. MessageFields.OfRound,
            new("assessor", "Name of the assessor", "Ben Hughes"),
            new("left", "How many score sheets are left, in words", "3 applications"),
            new("deadline", "When scoring closes", "5pm on 9 March 2027"),
        ];

    /// <summary>The fields that an officer may write in a message.</summary>
    public static IReadOnlyList<MergeField> Fields(MailingAudience audience) =>
        audience switch
        {
            MailingAudience.Applications => OfApplications,
            MailingAudience.Awards => OfAwards,
            MailingAudience.Organisations => OfOrganisations,
            _ => OfPanel,
        };

    /// <summary>So many of those who get a message, such as "2 awards".</summary>
    public static string Count(MailingAudience audience, int count)
    {
        var (one, many) = audience switch
        {
            MailingAudience.Applications => ("application", "applications"),
            MailingAudience.Awards => ("award", "awards"),
            MailingAudience.Organisations => ("organisation", "organisations"),
            _ => ("assessor", "assessors"),
        };
        return count == 1 ? $"1 {one}" : $"{count:N0} {many}";
    }

    /// <summary>Everything that is wrong with what an officer wrote, as a message or as a template.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(MailingAudience audience, string? subject, string? wording) =>
        MessageRules
            .WhyWrong(
                MessageCatalogue.Of(MessageKind.WrittenMessage) with
                {
                    Subject = "",
                    Body = "",
                    Fields = Fields(audience),
                    Needed = [],
                },
                subject,
                wording
            )
            .Select(refusal => refusal with { Field = refusal.Field == "body" ? nameof(wording) : refusal.Field })
            .ToList();

    /// <summary>The fields of a message that stand for nothing with these values.</summary>
    public static IReadOnlyList<string> BlankFields(string subject, string wording, IReadOnlyDictionary<string, string> values) =>
        MessageRules.FieldsOf($"{subject} {wording}").Distinct().Where(field => values[field].Trim().Length == 0).ToList();

    /// <summary>Null when the message goes to as many as the officer saw.</summary>
    public static Refusal? WhyOtherCount(MailingAudience audience, int shown, int now) =>
        now == 0 ? new($"Nobody would get this message: the list shows no {Count(audience, 1)[2..]}")
        : shown == now ? null
        : new($"The list has changed: the message would go for {Count(audience, now)}, and you saw {shown:N0}. Check it again.");

    /// <summary>SHA-256, in hexadecimal, of the ids of those who get a message, in whichever order.</summary>
    public static string HashOf(IEnumerable<Guid> recipients) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', recipients.Distinct().Order()))));

    /// <summary>Null when the message goes to those whom the officer saw.</summary>
    /// <param name="shown">The hash of what the officer saw. Null: not known.</param>
    public static Refusal? WhyOtherList(string? shown, IEnumerable<Guid> now) =>
        shown == HashOf(now) ? null : new("The list has changed since you saw it. Check it again.");

    public static Refusal? WhyCannotStop(bool done, bool stopped) =>
        stopped ? new("This message is stopped already")
        : done ? new("This message has gone to everybody")
        : null;

    /// <summary>Null when a template may have this name.</summary>
    /// <param name="isTaken">Another open template of the same list has it.</param>
    public static Refusal? WhyNotNamed(string? name, bool isTaken) =>
        string.IsNullOrWhiteSpace(name) ? new("Give the template a name", nameof(name))
        : name.AsSpan().IndexOfAny('\r', '\n') >= 0 ? new("Write the name on one line", nameof(name))
        : TextLimit.WhyTooLong(name, LongestName, nameof(name)) is { } large ? large
        : isTaken ? new("Another template of this list has that name", nameof(name))
        : null;

    /// <summary>Null when a template may still be changed.</summary>
    /// <param name="seen">The version that the officer saw.</param>
    public static Refusal? WhyNotChanged(bool isClosed, int seen, int version) =>
        isClosed ? new("This template is closed. Open it again to change it.")
        : seen != version ? new("Somebody has changed this template since you opened it. Open it again, then make your change.")
        : null;

    /// <summary>Null when an applicant may send what they wrote.</summary>
    public static Refusal? WhyNotWritten(string? answer) =>
        string.IsNullOrWhiteSpace(answer)
            ? new("Write your message", nameof(answer))
            : TextLimit.WhyTooLong(answer, MostOfApplicant, nameof(answer));
}
