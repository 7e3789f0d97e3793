using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>Applications of a round that are being written: whose they are and how far they have come. What they say, including the
/// project's name and the amount, is the applicant's own until it is sent, so nothing of it is here.</summary>
public static class DraftList
{
    public static async Task<ListDefinition> OfAsync(Work work, Guid round)
    {
        var of = new { round };
        var details = await RoundReader.GetAsync(work, round);
        var parts = await work.ScalarAsync<int>(PartsSql, of);
        return new ListDefinition(
            "drafts",
            $"Drafts of {details.FullName}",
            "a.Id",
            FromSql,
            "-started",
            [
                new("organisation", "Organisation", "o.Name") { IsSearched = true, Link = Links.Applications.MoreTime },
                new("until", "May be sent until", "a.ClosesAt") { Kind = ListColumnKind.Time },
                new("contact", "Contact", "case when a.Channel = 'Online' then p.DisplayName end") { IsSearched = true },
                new("email", "E-mail", "case when a.Channel = 'Online' then p.Email else a.ContactEmail end") { IsSearched = true },
                new("begun", $"Parts begun, of {parts}", BegunSql) { Kind = ListColumnKind.Number, IsFiltered = true },
                new("saved", "Last saved", SavedSql) { Kind = ListColumnKind.Time, IsFiltered = true },
                new("started", "Started", "a.StartedAt")
                {
                    Kind = ListColumnKind.Time,
                    IsFiltered = true,
                    IsShown = false,
                },
            ]
        )
        {
            Arguments = of,
            CountSql = "select Drafts from RoundTally where RoundId = @round",
            Unit = ("draft", "drafts"),
        };
    }

    // The organisation, the project, the budget and the outcomes are parts of every form.
    private const string PartsSql = """
        select 4 + (select count(distinct q.Section) from Question q where q.RoundId = t.RoundId)
                 + case when exists (select 1 from DocumentKind d where d.RoundId = t.RoundId and d.Stage = 'WithApplication') then 1 else 0 end
        from   RoundTally t
        where  t.RoundId = @round
        """;

    // Whether a part is complete depends on the answers of others, which only the form's rules know; that it was begun is a saved row.
    private const string BegunSql = """
        (select count(*) from OrganisationProfile f where f.OrganisationId = a.OrganisationId and f.Version = a.ProfileVersion)
        + (select count(*) from ApplicationSection s where s.ApplicationId = a.Id and s.Section in ('project', 'budget', 'outcomes'))
        + (select count(distinct q.Section) from Answer w join Question q on q.Id = w.QuestionId where w.ApplicationId = a.Id and w.Wording <> '')
        + case when exists (select 1 from ApplicationDocument d where d.ApplicationId = a.Id and d.DocumentKindId is not null) then 1 else 0 end
        """;
    private const string SavedSql = "coalesce((select max(s.SavedAt) from ApplicationSection s where s.ApplicationId = a.Id), a.StartedAt)";

    private const string FromSql = """
        from   Application a
        join   Organisation o on o.Id = a.OrganisationId
        join   Person p on p.Id = a.StartedBy
        where  a.RoundId = @round and a.Status = 'Draft'
        """;
}
