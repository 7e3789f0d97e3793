using System.Text.RegularExpressions;

namespace Commissioning.Domain.Awards;

/// <summary>The syntax of letter templates. Paragraphs are separated by an empty line; # and ## start a heading, - an item of a list and 1.
/// an item of a numbered list. {{field}} is allowed inside a sentence, {{block}} alone on a line. {{if name}} or {{if not name}} and
/// {{end}}, each alone on a line, surround whole paragraphs.</summary>
public static partial class LetterTemplateRules
{
    private const int LongestTitle = 200,
        LongestBody = 20_000;

    /// <summary>Everything that is wrong with a fund's own template.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(LetterKind kind, string? title, string? body)
    {
        var template = LetterTemplates.Of(kind);
        var refusals = new List<Refusal>();
        void InTitle(string sentence) => refusals.Add(new(sentence, nameof(title)));
        void InBody(string sentence) => refusals.Add(new(sentence, nameof(body)));

        if (title?.Trim() is not { Length: > 0 and <= LongestTitle })
            InTitle($"Enter a title of up to {LongestTitle} characters");
        if (body?.Trim() is not { Length: > 0 and <= LongestBody })
            InBody("Enter the letter in up to 20,000 characters");
        WhyWrongInSentence(template, title ?? "", InTitle);
        if (title?.Trim().Length > 0 && CanBeEmpty(template, title))
            InTitle("Write a title that is never empty: add a few words, or a field that every letter has, such as {{project}}");
        if (Tag().IsMatch(title ?? ""))
            InTitle(NoHtml);
        if (Tag().IsMatch(body ?? ""))
            InBody(NoHtml);
        var (open, outside) = ((string?)null, new HashSet<string>(FieldsOf(title ?? "")));
        foreach (var line in Read(body ?? ""))
        {
            switch (line.Kind)
            {
                case LineKind.If when open is not null:
                    InBody($"{{{{if {line.Text}}}}} is inside {{{{if {open}}}}}. Write {{{{end}}}} before it");
                    break;
                case LineKind.If:
                    open = line.Text;
                    if (template.Conditions.All(known => known.Name != line.Text))
                        InBody(
                            $"{{{{if {line.Text}}}}} is not a condition of this letter. {Instead(line.Text, template.Conditions, name => $"{{{{if {name}}}}}")}"
                        );
                    break;
                case LineKind.End when open is null:
                    InBody("{{end}} has no {{if}} before it");
                    break;
                case LineKind.End:
                    open = null;
                    break;
                case LineKind.Alone when IsBlock(template, line.Text):
                    if (open is null)
                        outside.Add(line.Text);
                    break;
                case LineKind.NoHeading:
                    InBody("A heading is # or ##, a space and its words, such as # What to do now");
                    break;
                default:
                    var text = line.Kind == LineKind.Alone ? $"{{{{{line.Text}}}}}" : line.Text;
                    WhyWrongInSentence(template, text, InBody);
                    if (open is null)
                        outside.UnionWith(FieldsOf(text));
                    break;
            }
        }
        if (open is not null)
            InBody($"{{{{if {open}}}}} has no {{{{end}}}} after it");
        foreach (var needed in template.Needed.Where(needed => !outside.Contains(needed)))
            InBody(
                $"Put {{{{{needed}}}}} into the letter, outside any {{{{if}}}}: {template.Fields.Concat(template.Blocks).First(known => known.Name == needed).Meaning.ToLowerInvariant()}"
            );
        return refusals.Distinct().ToList();
    }

    /// <summary>The title with its fields filled in. A value that looks like a field is left as it is.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Field().Replace(text, match => values[match.Groups[1].Value.Trim()]);

    /// <summary>The parts of the letter. Values that people typed are plain text, never syntax; a paragraph whose fields are all empty is
    /// left out.</summary>
    /// <param name="holds">The conditions that are true.</param>
    public static IReadOnlyList<LetterPart> Parts(
        LetterKind kind,
        string body,
        IReadOnlyDictionary<string, string> values,
        IReadOnlySet<string> holds
    )
    {
        var template = LetterTemplates.Of(kind);
        var (parts, text, items, steps, skipping) = (
            new List<LetterPart>(),
            new List<string>(),
            new List<string>(),
            new List<string>(),
            false
        );
        foreach (var line in Read(body).Append(new(LineKind.Blank, "")))
        {
            if (line.Kind != LineKind.Item && items.Count > 0)
                Add(new LetterPart.Bullets([.. items]), items);
            if (line.Kind != LineKind.Step && steps.Count > 0)
                Add(new LetterPart.Steps([.. steps]), steps);
            var isSentence = line.Kind == LineKind.Text || (line.Kind == LineKind.Alone && !IsBlock(template, line.Text));
            if (!isSentence && text.Count > 0)
                Add(new LetterPart.Paragraph(string.Join('\n', text)), text);
            if (line.Kind == LineKind.If)
                skipping = holds.Contains(line.Text) == line.Not;
            else if (line.Kind == LineKind.End)
                skipping = false;
            else if (skipping || line.Kind == LineKind.Blank)
                continue;
            else if (isSentence)
                Keep(text, line.Kind == LineKind.Alone ? $"{{{{{line.Text}}}}}" : line.Text);
            else if (line.Kind == LineKind.Item)
                Keep(items, line.Text);
            else if (line.Kind == LineKind.Step)
                Keep(steps, line.Text);
            else if (line.Kind == LineKind.Heading)
                parts.Add(new LetterPart.Heading(line.Level, Fill(line.Text, values)));
            else if (line.Kind == LineKind.Alone)
                parts.Add(new LetterPart.Block(line.Text));
        }
        return parts;

        void Keep(List<string> lines, string line)
        {
            // Fields that are blank leave no gap between the sentences around them.
            if (string.Join(' ', Fill(line, values).Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } filled)
                lines.Add(filled);
        }
        void Add(LetterPart part, List<string> lines)
        {
            parts.Add(part);
            lines.Clear();
        }
    }

    private const string NoHtml = "Write the letter as plain text, without HTML such as <b>. For bold words write **words**.";

    /// <summary>Nothing is left of the title in a letter whose fields that can be blank are.</summary>
    private static bool CanBeEmpty(LetterTemplate template, string title) =>
        FieldsOf(title).All(name => template.Fields.FirstOrDefault(field => field.Name == name) is { CanBeEmpty: true })
        && !Field().Replace(title, "").Any(char.IsLetterOrDigit);

    private static void WhyWrongInSentence(LetterTemplate template, string text, Action<string> refuse)
    {
        foreach (var name in FieldsOf(text).Distinct())
        {
            if (template.Fields.Any(known => known.Name == name))
                continue;
            if (name == "end" || name.StartsWith("if ", StringComparison.Ordinal))
                refuse($"{{{{{name}}}}} must be on a separate line");
            else if (IsBlock(template, name))
                refuse($"{{{{{name}}}}} is a table or a list, so it must be on a separate line in the letter");
            else if (template.Conditions.Any(known => known.Name == name))
                refuse($"{{{{{name}}}}} is a condition. Write {{{{if {name}}}}} before the paragraph and {{{{end}}}} after it");
            else
                refuse(
                    $"{{{{{name}}}}} is not a field of this letter. {Instead(name, template.Fields.Concat(template.Blocks).ToList(), known => $"{{{{{known}}}}}")}"
                );
        }
        if (Field().Replace(text, "").IndexOfAny(['{', '}']) >= 0)
            refuse("A field is written between two braces on each side, such as {{reference}}");
    }

    private static string Instead(string wrong, IReadOnlyList<MergeField> known, Func<string, string> write)
    {
        if (known.Count == 0)
            return "This letter has none";
        var nearest = known.MinBy(field => Distance(field.Name, wrong.ToLowerInvariant()))!.Name;
        // With half its letters wrong it is a different word, not a typing slip.
        return Distance(nearest, wrong.ToLowerInvariant()) * 2 <= Math.Max(nearest.Length, wrong.Length)
            ? $"Did you mean {write(nearest)}?"
            : $"Choose from: {string.Join(", ", known.Select(field => write(field.Name)))}";
    }

    /// <summary>Letters added, left out or changed between two words (Levenshtein distance).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (before, corner) = (row[0], row[0]++);
            for (var j = 1; j <= other.Length; j++, corner = before)
            {
                before = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (one[i - 1] == other[j - 1] ? 0 : 1));
            }
        }
        return row[^1];
    }

    private static bool IsBlock(LetterTemplate template, string name) => template.Blocks.Any(known => known.Name == name);

    private static IEnumerable<string> FieldsOf(string text) => Field().Matches(text).Select(match => match.Groups[1].Value.Trim());

    private enum LineKind
    {
        Blank,
        Text,
        Item,
        Step,
        Heading,
        NoHeading,
        Alone,
        If,
        End,
    }

    private sealed record TemplateLine(LineKind Kind, string Text, int Level = 0, bool Not = false);

    private static IEnumerable<TemplateLine> Read(string body) =>
        body.ReplaceLineEndings("\n")
            .Split('\n')
            .Select(line => line.Trim())
            .Select(line =>
                line.Length == 0 ? new TemplateLine(LineKind.Blank, "")
                : IfLine().Match(line) is { Success: true } condition
                    ? new(LineKind.If, condition.Groups[2].Value, Not: condition.Groups[1].Success)
                : EndLine().IsMatch(line) ? new(LineKind.End, "")
                : HeadingLine().Match(line) is { Success: true } heading
                    ? new(LineKind.Heading, heading.Groups[2].Value, heading.Groups[1].Length + 1)
                : line[0] == '#' ? new(LineKind.NoHeading, line)
                : line.StartsWith("- ", StringComparison.Ordinal) ? new(LineKind.Item, line[2..].Trim())
                : StepLine().Match(line) is { Success: true } step ? new(LineKind.Step, step.Groups[1].Value)
                : AloneLine().Match(line) is { Success: true } alone ? new(LineKind.Alone, alone.Groups[1].Value)
                : new(LineKind.Text, line)
            );

    [GeneratedRegex(@"\{\{([^{}]*)\}\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\{\{\s*if\s+(not\s+)?([^{}\s]+)\s*\}\}$")]
    private static partial Regex IfLine();

    [GeneratedRegex(@"^\{\{\s*end\s*\}\}$")]
    private static partial Regex EndLine();

    [GeneratedRegex(@"^(#{1,2})\s+(\S.*)$")]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^[0-9]{1,2}\.\s+(\S.*)$")]
    private static partial Regex StepLine();

    [GeneratedRegex(@"^\{\{\s*([^{}\s]+)\s*\}\}$")]
    private static partial Regex AloneLine();
}
