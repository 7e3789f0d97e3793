using System.Text;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Features.Applications;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Casework;

/// <summary>Marks around what a field known to be personal says, from the row or the form until the answer is frozen. So a name that is
/// printed with a date in one cell is left out, and the date stays.</summary>
internal static class PersonalMarks
{
    private const char Name = '\uE000';
    private const char Contact = '\uE001';
    private const char End = '\uE002';

    public static string AsName(string words) => Around(Name, words);

    public static string AsContact(string words) => Around(Contact, words);

    /// <summary>What a column of a statement says, marked when its name says that it is personal.</summary>
    public static string Field(string column, string value) =>
        column == "Present" ? string.Join(", ", value.Split(", ").Select(AsName))
        : PersonalFields.IsName(column) ? AsName(value)
        : PersonalFields.IsContact(column) ? AsContact(value)
        : Clean(value);

    /// <summary>An application with its personal answers marked.</summary>
    public static ApplicationCopy Of(ApplicationCopy copy) =>
        copy with
        {
            DeclaredName = copy.DeclaredName is { } name ? AsName(name) : null,
            ProjectName = Clean(copy.ProjectName),
            Summary = Clean(copy.Summary),
            Organisation = copy.Organisation with
            {
                AddressLine = AsContact(copy.Organisation.AddressLine),
                Postcode = AsContact(copy.Organisation.Postcode),
                Phone = AsContact(copy.Organisation.Phone),
            },
            Answers = copy.Answers.Select(Answer).ToList(),
            Profile = copy.Profile.Select(Answer).ToList(),
            Eligibility = copy.Eligibility.Select(one => one with { By = one.By is { } by ? AsName(by) : null }).ToList(),
        };

    /// <summary>The document without its marks, and what they marked, by text.</summary>
    public static (LetterDocument Clean, IReadOnlyList<(int Text, int Start, int Length, bool IsName)> Marked) TakeOff(
        LetterDocument document
    )
    {
        var marked = new List<(int, int, int, bool)>();
        var clean = AnswerTexts.Map(
            document,
            (number, text) =>
            {
                if (text.AsSpan().IndexOfAny(Name, Contact, End) < 0)
                    return text;
                var (plain, start, isName) = (new StringBuilder(text.Length), -1, false);
                foreach (var letter in text)
                    switch (letter)
                    {
                        case Name or Contact:
                            (start, isName) = (plain.Length, letter == Name);
                            break;
                        case End:
                            if (start >= 0 && plain.Length > start)
                                marked.Add((number, start, plain.Length - start, isName));
                            start = -1;
                            break;
                        default:
                            plain.Append(letter);
                            break;
                    }
                return plain.ToString();
            }
        );
        return (clean, marked);
    }

    private static ApplicationCopy.AnswerCopy Answer(ApplicationCopy.AnswerCopy answer)
    {
        string Marked(string words, string cell) =>
            PersonalFields.AsksForName(words) ? AsName(cell)
            : PersonalFields.AsksForContact(words) ? AsContact(cell)
            : Clean(cell);
        if (answer is { Rows: { } rows, Columns: { } columns })
            return answer with
            {
                Rows = rows.Select(row =>
                        (IReadOnlyList<string>)row.Select((cell, i) => Marked(columns.ElementAtOrDefault(i) ?? "", cell)).ToList()
                    )
                    .ToList(),
            };
        if (answer.Answer is not { Length: > 0 } said)
            return answer;
        // A contact of the organisation is a name, then how to reach it.
        if (answer.Code is "contact" or "second-contact")
        {
            var end = said.IndexOfAny([',', '\n']);
            return answer with { Answer = end < 0 ? AsName(said) : AsName(said[..end]) + said[end] + AsContact(said[(end + 1)..]) };
        }
        return answer with { Answer = Marked(answer.Question, said) };
    }

    // A field is marked as a whole, so what somebody typed cannot end it.
    private static string Around(char begin, string words) =>
        words.Length == 0 || words == Domain.Actor.Portal.Name ? words : $"{begin}{Clean(words)}{End}";

    private static string Clean(string? words) =>
        words is null ? ""
        : words.AsSpan().IndexOfAny(Name, Contact, End) < 0 ? words
        : words.Replace($"{Name}", "").Replace($"{Contact}", "").Replace($"{End}", "");
}
