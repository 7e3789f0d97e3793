using System.Text.RegularExpressions;

namespace Commissioning.Domain.Messages;

/// <summary>The rules for the words of a message, and how they are filled in.</summary>
public static partial class MessageRules
{
    public const int LongestSubject = 200,
        ShortestBody = 20,
        LongestBody = 10_000;

    private static readonly HashSet<string> Titles = new(
        [
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "rev",
            "revd",
            "cllr",
            "councillor",
            "sir",
            "dame",
            "lord",
            "lady",
            "pc",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Everything that is wrong with an office's or a fund's own words.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(MessageKind kind, string? subject, string? body) =>
        WhyWrong(MessageCatalogue.Of(kind), subject, body);

    /// <inheritdoc cref="WhyWrong(MessageKind, string?, string?)"/>
    internal static IReadOnlyList<Refusal> WhyWrong(MessageText message, string? subject, string? body)
    {
        var refusals = new List<Refusal>();
        if (subject?.Trim() is not { Length: > 0 and <= LongestSubject })
            refusals.Add(new($"Enter a subject of up to {LongestSubject} characters", nameof(subject)));
        else if (subject.Trim().AsSpan().IndexOfAny('\r', '\n') >= 0)
            refusals.Add(new("Write the subject on one line", nameof(subject)));
        // A field can be empty, and an e-mail without a subject looks like spam; or it can be very long. The portal's own are neither.
        else if (subject.Trim() != message.Subject && !FieldPattern().Replace(subject, "").Any(char.IsLetter))
            refusals.Add(new("Write at least one word in the subject beside its fields", nameof(subject)));
        if (body?.Trim() is not { Length: > 0 and <= LongestBody })
            refusals.Add(new("Enter the message in up to 10,000 characters", nameof(body)));
        foreach (var (text, field) in new[] { (subject ?? "", nameof(subject)), (body ?? "", nameof(body)) })
        {
            foreach (var unknown in FieldsOf(text).Where(name => message.Fields.All(known => known.Name != name)).Distinct())
                refusals.Add(new($"{{{{{unknown}}}}} is not a field of this message. {Choice(message)}", field));
            if (FieldPattern().Replace(text, "").IndexOfAny(['{', '}']) >= 0)
                refusals.Add(new("A field is written between two braces on each side, such as {{reference}}", field));
            if (TagPattern().Match(text) is { Success: true } tag)
                refusals.Add(new($"Write the message without HTML: the reader would see {tag.Value} as it is", field));
        }
        foreach (var needed in message.Needed.Where(needed => !FieldsOf($"{subject} {body}").Contains(needed)))
            refusals.Add(
                new(
                    $"Put {{{{{needed}}}}} into the message: {message.Fields.First(known => known.Name == needed).Meaning.ToLowerInvariant()}",
                    nameof(body)
                )
            );
        if (refusals.Count == 0 && body!.Trim().Length < ShortestBody && body.Trim() != message.Body)
            refusals.Add(new($"Write at least {ShortestBody} characters: the reader must learn what the message is about", nameof(body)));
        return refusals;
    }

    /// <summary>A line with its fields filled in. A value that looks like a field is left as it is.</summary>
    /// <exception cref="KeyNotFoundException">The sender left out the value of a field.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        FieldPattern().Replace(text, match => values[match.Groups[1].Value]);

    /// <summary>The text of a message with its fields filled in. A line whose fields are all empty is left out, and a paragraph of such
    /// lines leaves no hole.</summary>
    public static string Body(string body, IReadOnlyDictionary<string, string> values) =>
        string.Join(
            "\n\n",
            Paragraphs(body)
                .Select(paragraph =>
                    string.Join(
                        '\n',
                        paragraph
                            .Split('\n')
                            .Where(line => FieldsOf(line) is not { Count: > 0 } names || names.Any(name => values[name].Trim().Length > 0))
                            .Select(line => Fill(line, values).Trim())
                    )
                )
                .Where(paragraph => paragraph.Length > 0)
        );

    /// <summary>The paragraphs of a text, which empty lines separate.</summary>
    public static IEnumerable<string> Paragraphs(string text) =>
        EmptyLines().Split(text.ReplaceLineEndings("\n")).Select(paragraph => paragraph.Trim()).Where(paragraph => paragraph.Length > 0);

    /// <summary>The first line of a message: with the first name, or with the whole name where it begins with a title or an initial, and
    /// with no name where none is known.</summary>
    public static string Greeting(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return "Hello";
        var first = words[0].TrimEnd('.');
        return first.Length < 2 || Titles.Contains(first) ? $"Hello {string.Join(' ', words)}" : $"Hello {words[0]}";
    }

    /// <summary>The samples of a message's fields, for a preview.</summary>
    public static IReadOnlyDictionary<string, string> Samples(MessageText message) =>
        message.Fields.ToDictionary(field => field.Name, field => field.Sample);

    private static string Choice(MessageText message) =>
        message.Fields.Count == 0
            ? "This message has none"
            : $"Choose from: {string.Join(", ", message.Fields.Select(known => $"{{{{{known.Name}}}}}"))}";

    /// <summary>The names of the fields in a text, as often as they stand there.</summary>
    internal static IReadOnlyList<string> FieldsOf(string text) =>
        FieldPattern().Matches(text).Select(match => match.Groups[1].Value).ToList();

    [GeneratedRegex(@"\{\{\s*([a-z-]+)\s*\}\}")]
    private static partial Regex FieldPattern();

    [GeneratedRegex(@"<\s*[/!]?\s*[A-Za-z][^<>\n]*>")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex EmptyLines();
}
