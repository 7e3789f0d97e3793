using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>How a message reads for one of those who would get it, and for whom a field of it is blank.</summary>
public static class MailingPreview
{
    /// <param name="Number">Which of them it is, from 0.</param>
    public sealed record Preview(string Reader, int Number, string Subject, string Wording, IReadOnlyList<BlankField> Blanks);

    /// <param name="Labels">Those for whom the field is blank, by reference or name.</param>
    public sealed record BlankField(string Field, IReadOnlyList<string> Labels);

    /// <param name="number">Which of the recipients reads it here; after the last the first comes again.</param>
    /// <returns>Null: nobody would get it.</returns>
    public static async Task<Preview?> OfAsync(
        Work work,
        MailingAudience audience,
        Guid? round,
        IReadOnlyList<Guid> recipients,
        int number,
        string subject,
        string wording
    )
    {
        var readers = await MailingReader.ListAsync(work, audience, round, recipients);
        if (readers.Count == 0)
            return null;
        var shown = ((number % readers.Count) + readers.Count) % readers.Count;
        var (filled, said) = readers[shown].Fill(subject, wording);
        var blanks = readers
            .SelectMany(one => MailingRules.BlankFields(subject, wording, one.Values).Select(field => (field, one.Label)))
            .GroupBy(one => one.field, one => one.Label, (field, labels) => new BlankField(field, labels.ToList()))
            .ToList();
        return new(
            readers[shown].Reference is { } reference ? $"{readers[shown].Name} ({reference})" : readers[shown].Name,
            shown,
            filled,
            said,
            blanks
        );
    }
}
