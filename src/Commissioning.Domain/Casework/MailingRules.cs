using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Messages;

namespace Commissioning.Domain.Casework;

/// <summary>Messages that officers write to applicants, and what applicants write back.</summary>
public static class MailingRules
{
    /// <summary>The most characters of what an applicant writes.</summary>
    public const int MostOfApplicant = 4000;

    /// <summary>The fields that an officer may write in a message.</summary>
    public static readonly IReadOnlyList<MergeField> Fields = MessageFields.OfApplication;

    /// <summary>Everything that is wrong with what an officer wrote.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(string? subject, string? wording) =>
        MessageRules
            .WhyWrong(
                MessageCatalogue.Of(MessageKind.WrittenMessage) with
                {
                    Subject = "",
                    Body = "",
                    Fields = Fields,
                    Needed = [],
                },
                subject,
                wording
            )
            .Select(refusal => refusal with { Field = refusal.Field == "body" ? nameof(wording) : refusal.Field })
            .ToList();

    /// <summary>Null when the message goes to as many as the officer saw.</summary>
    public static Refusal? WhyOtherCount(int shown, int now) =>
        now == 0 ? new("Nobody would get this message: the list shows no application")
        : shown == now ? null
        : new($"The list has changed: the message would go for {now:N0} applications, and you saw {shown:N0}. Check it again.");

    /// <summary>SHA-256, in hexadecimal, of the ids of applications in whichever order.</summary>
    public static string HashOf(IEnumerable<Guid> applications) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', applications.Distinct().Order()))));

    /// <summary>Null when the message goes to those whom the officer saw.</summary>
    /// <param name="shown">The hash of what the officer saw. Null: not known.</param>
    public static Refusal? WhyOtherList(string? shown, IEnumerable<Guid> now) =>
        shown == HashOf(now) ? null : new("The list has changed since you saw it. Check it again.");

    public static Refusal? WhyCannotStop(bool done, bool stopped) =>
        stopped ? new("This message is stopped already")
        : done ? new("This message has gone to everybody")
        : null;

    /// <summary>Null when an applicant may send what they wrote.</summary>
    public static Refusal? WhyNotWritten(string? answer) =>
        string.IsNullOrWhiteSpace(answer)
            ? new("Write your message", nameof(answer))
            : TextLimit.WhyTooLong(answer, MostOfApplicant, nameof(answer));
}
