using Commissioning.Domain.Awards;
using Commissioning.Platform.Email;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>The decision letters of a round, or the letters of a batch.</summary>
public static class LetterList
{
    public static ListDefinition OfRound(Guid round, string name) =>
        new(
            "letters",
            $"Letters of {name}",
            "l.Id",
            FromSql
                + " where a.RoundId = @round and a.Number is not null and l.Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline')",
            "reference",
            Columns
        )
        {
            Arguments = new { round },
            Unit = ("letter", "letters"),
        };

    public static ListDefinition OfBatch(Guid batch, string name) =>
        new("batch", name, "l.Id", FromSql + " where l.BatchId = @batch", "reference", Columns)
        {
            Arguments = new { batch },
            Unit = ("letter", "letters"),
        };

    private const string BeingMade = "BeingMade",
        Ready = "Ready",
        OnItsWay = "OnItsWay";

    private static string WordsOf(string state) =>
        state switch
        {
            nameof(EmailState.Failed) => "Could not be sent: see E-mail",
            nameof(EmailState.Uncertain) => "May have been sent: see E-mail",
            OnItsWay => "Released, e-mail on its way",
            _ => ListWords.OfName(state),
        };

    private static readonly IReadOnlyList<ListColumn> Columns =
    [
        new("reference", "Letter", "a.Reference")
        {
            SortSql = "a.Number",
            IsSearched = true,
            Link = Links.Awards.Letter,
            LinkSql = "case when l.State <> 'Waiting' then l.Id end",
        },
        new("organisation", "Organisation", "o.Name") { IsSearched = true },
        new("project", "Project", "a.ProjectName") { IsSearched = true, IsShown = false },
        new("kind", "Kind", "l.Kind")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = Enum.GetNames<LetterKind>(),
            Words = kind => Enum.TryParse<LetterKind>(kind, out var known) ? known.Name() : kind,
        },
        new(
            "state",
            "State",
            $"""
            case when l.State = 'Waiting' then '{BeingMade}' when l.State = 'Made' then '{Ready}'
                 else coalesce((select max(e.State) from OutboxEmail e where e.SubjectId = a.Id and e.CreatedAt = l.SentAt and e.State in ('Sent', 'Failed', 'Uncertain')), '{OnItsWay}') end
            """
        )
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = [BeingMade, Ready, OnItsWay, nameof(EmailState.Sent), nameof(EmailState.Uncertain), nameof(EmailState.Failed)],
            Words = WordsOf,
            Colour = ListWords.Colour,
        },
        new("made", "Made", "l.MadeAt") { Kind = ListColumnKind.Time, IsFiltered = true },
        new("sent", "Sent", "l.SentAt") { Kind = ListColumnKind.Time, IsFiltered = true },
        new("file", "File", "case when l.State <> 'Waiting' then 'PDF' end") { IsSorted = false, Link = Links.Awards.LetterPdf },
    ];

    private const string FromSql = """
        from   Letter l
        join   Application a on a.Id = l.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        """;
}
