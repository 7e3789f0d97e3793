namespace Commissioning.Domain.Casework;

/// <summary>What colleagues write for each other on an application or an organisation, and whom they name in it.</summary>
public static class NoteRules
{
    /// <summary>The most characters of a note.</summary>
    public const int Most = 4000;

    /// <param name="MaySee">They have a right to read notes.</param>
    public sealed record Colleague(Guid Id, string Name, bool MaySee);

    public static Refusal? WhyNotWritten(string? words) =>
        string.IsNullOrWhiteSpace(words) ? new("Write the note", nameof(words)) : TextLimit.WhyTooLong(words, Most, nameof(words));

    /// <summary>Null when this person may change or remove the note: only who wrote it may.</summary>
    public static Refusal? WhyNotYours(Guid writtenBy, Guid person, string writer) =>
        writtenBy == person ? null : new($"{writer} wrote this note, so only they can change it. Write a note of your own.");

    /// <summary>The colleagues that a note names: an @ at the start of a word, and then a whole name. Each stands once, in the order of the
    /// text. An @ inside a word, as in an e-mail address, names nobody.</summary>
    public static (IReadOnlyList<Colleague> Named, Refusal? Why) Named(string words, IReadOnlyCollection<Colleague> colleagues)
    {
        var named = new List<Colleague>();
        for (var at = words.IndexOf('@'); at >= 0; at = words.IndexOf('@', at + 1))
        {
            if (at > 0 && !char.IsWhiteSpace(words[at - 1]) && words[at - 1] is not ('(' or ',' or ';' or '"' or '/'))
                continue;
            var rest = words[(at + 1)..];
            var found = colleagues.Where(one => Begins(rest, one.Name)).GroupBy(one => one.Name.Length).MaxBy(group => group.Key)?.ToList();
            if (found is null)
            {
                var typed = new string(rest.TakeWhile(letter => !char.IsWhiteSpace(letter)).Take(40).ToArray());
                return (
                    [],
                    new(
                        typed.Length == 0
                            ? "Write a colleague's whole name after the @, or leave the @ out"
                            : $"We know no colleague \"@{typed}\". Write the whole name as the list has it, or leave the @ out",
                        nameof(words)
                    )
                );
            }
            if (found.FirstOrDefault(one => !one.MaySee) is { } stranger)
                return ([], new($"{stranger.Name} may not read notes, so a note cannot be for them. Take their name out", nameof(words)));
            named.AddRange(found.Where(one => named.All(before => before.Id != one.Id)));
        }
        return (named, null);
    }

    private static bool Begins(string text, string name) =>
        text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));
}
