using System.Text.Json;

namespace Commissioning.Domain.Publishing;

/// <summary>A finished project as an edition of figures counts it. It is never published itself.</summary>
/// <param name="By">Its name in each breakdown, such as its area, the most important breakdown first.</param>
/// <param name="PeopleNew">Different people in all, by its accepted final return; zero or more.</param>
/// <param name="PeopleRepeat">Of them, who came more than once.</param>
/// <param name="People">By question and choice; a question that it was not asked is left out.</param>
public sealed record EditionProject(
    Guid Award,
    IReadOnlyList<string> By,
    long PeopleNew,
    long PeopleRepeat,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> People
)
{
    /// <summary>Questions under which one person may be counted more than once.</summary>
    public IReadOnlySet<string> Overlapping { get; init; } = new HashSet<string>();

    /// <summary>All that is counted of it, as JSON: the same text as long as nothing of it is corrected.</summary>
    public string Counted() =>
        JsonSerializer.Serialize(
            new
            {
                By,
                PeopleNew,
                PeopleRepeat,
                People = People
                    .OrderBy(question => question.Key, StringComparer.Ordinal)
                    .Select(question => new
                    {
                        question.Key,
                        Choices = question.Value.OrderBy(choice => choice.Key, StringComparer.Ordinal),
                    }),
            }
        );
}
