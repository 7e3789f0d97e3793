using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>All organisations that ever had an account here.</summary>
public static class OrganisationList
{
    public static readonly ListDefinition List = new(
        "organisations",
        "Organisations",
        "o.Id",
        "from Organisation o\nwhere 1 = 1",
        "name",
        [
            new("name", "Name", "o.Name") { IsSearched = true, Link = Links.Organisations.Members },
            new("kind", "Kind", "o.Kind") { Kind = ListColumnKind.Choice, IsFiltered = true },
            new("area", "Area", "o.Area") { Kind = ListColumnKind.Choice, IsFiltered = true },
            new("town", "Town", "o.Town") { IsSearched = true, IsShown = false },
            new("postcode", "Postcode", "o.Postcode") { IsSearched = true },
            new("charity", "Charity number", "o.CharityNumber") { IsSearched = true },
            new("company", "Company number", "o.CompanyNumber") { IsSearched = true, IsShown = false },
            new(
                "applications",
                "Applications",
                "(select count(*) from Application a where a.OrganisationId = o.Id and a.Number is not null)"
            )
            {
                Kind = ListColumnKind.Number,
            },
            new(
                "awards",
                "Awards",
                "(select count(*) from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = o.Id)"
            )
            {
                Kind = ListColumnKind.Number,
            },
            new(
                "awarded",
                "Awarded",
                "(select coalesce(sum(w.Amount - w.GivenBack), 0) from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = o.Id and w.AcceptedAt is not null)"
            )
            {
                Kind = ListColumnKind.Money,
            },
            new("bank", "Bank account", BankSql)
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
                Words = value => value == "" ? "None" : ListWords.OfName(value),
                Colour = ListWords.Colour,
            },
            new(
                "flag",
                "Stop flag",
                "case when exists (select 1 from StopFlag f where f.OrganisationId = o.Id and f.LiftedAt is null) then 'Yes' else 'No' end"
            )
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
            },
            new("tags", "Tags", "(select string_agg(t.Tag, ', ') from OrganisationTag t where t.OrganisationId = o.Id)")
            {
                IsSearched = true,
                IsShown = false,
            },
            new("since", "Since", "o.CreatedAt")
            {
                Kind = ListColumnKind.Time,
                IsShown = false,
                IsFiltered = true,
            },
        ]
    )
    {
        CountSql = "select count(*) from Organisation",
        Unit = ("organisation", "organisations"),
    };

    private const string BankSql =
        "(select max(b.State) from BankDetails b where b.OrganisationId = o.Id and b.State in ('Given', 'Confirmed'))";
}
