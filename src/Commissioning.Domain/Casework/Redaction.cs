using System.Text;

namespace Commissioning.Domain.Casework;

/// <summary>Takes passages out of a text. Overlapping ones become one mark with all their sections.</summary>
public static class Redaction
{
    /// <param name="passages">Of this text; those that are not removed are passed over.</param>
    public static string Of(string text, IEnumerable<Passage> passages)
    {
        var (said, end) = (new StringBuilder(), 0);
        foreach (var group in Groups(passages.Where(one => one.State == PassageState.Removed)))
        {
            var (from, to) = (group[0].StartsAt, group.Max(one => one.EndsAt));
            said.Append(text, end, from - end).Append(Mark(group, from, to));
            end = to;
        }
        return said.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>Such as [s.40], or [s.40, s.43].</summary>
    public static string Mark(IEnumerable<FoiSection> sections) =>
        $"[{string.Join(", ", sections.Distinct().Order().Select(FoiSections.Number))}]";

    /// <summary>The sentence in which a passage stands, with at most so many characters on each side.</summary>
    public static (string Before, string Words, string After) Around(string text, Passage passage, int most = 120)
    {
        var from = passage.StartsAt;
        while (from > 0 && passage.StartsAt - from < most && !EndsSentence(text, from - 1))
            from--;
        var to = passage.EndsAt;
        while (to < text.Length && to - passage.EndsAt < most && !EndsSentence(text, to))
            to++;
        // A pair of characters that make one letter is not divided.
        if (from > 0 && char.IsLowSurrogate(text[from]))
            from--;
        if (to < text.Length && char.IsLowSurrogate(text[to]))
            to++;
        if (to < text.Length && text[to] is '.' or '!' or '?')
            to++;
        return (text[from..passage.StartsAt].TrimStart(), passage.In(text), text[passage.EndsAt..to].TrimEnd());
    }

    private static bool EndsSentence(string text, int at) =>
        text[at] == '\n'
        || (
            text[at] is '.' or '!' or '?'
            && at + 1 < text.Length
            && char.IsWhiteSpace(text[at + 1])
            && at > 1
            && !char.IsUpper(text[at - 1])
        );

    private static IEnumerable<List<Passage>> Groups(IEnumerable<Passage> passages)
    {
        var (group, end) = (new List<Passage>(), 0);
        foreach (var one in passages.OrderBy(one => one.StartsAt).ThenByDescending(one => one.CharCount))
        {
            if (group.Count > 0 && one.StartsAt >= end)
            {
                yield return group;
                group = [];
            }
            group.Add(one);
            end = Math.Max(end, one.EndsAt);
        }
        if (group.Count > 0)
            yield return group;
    }

    private static string Mark(List<Passage> group, int from, int to) =>
        group.FirstOrDefault(one => one.Shown is not null && one.StartsAt == from && one.EndsAt == to)?.Shown
        ?? Mark(group.Select(one => one.Section));
}
