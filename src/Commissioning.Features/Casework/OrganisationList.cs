using Commissioning.Features.Organisations;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>All organisations that ever had an account here; several records of one are a row, and counted together.</summary>
public static class OrganisationList
{
    public static readonly ListDefinition List = new(
        "organisations",
        "Organisations",
        "o.Id",
        "from Organisation o\nwhere o.SameAs is null",
        "name",
        [
            new("name", "Name", "o.Name")
            {
                IsSearched = true,
                SearchSql = FindOrganisations.NameSql,
                Link = Links.Casework.Organisation,
            },
            new("kind", "Kind", "o.Kind") { Kind = ListColumnKind.Choice, IsFiltered = true },
            new("area", "Area", "o.Area") { Kind = ListColumnKind.Choice, IsFiltered = true },
            new("town", "Town", "o.Town") { IsSearched = true, IsShown = false },
            new("postcode", "Postcode", "o.Postcode") { IsSearched = true, SearchSql = FindOrganisations.PostcodeSql },
            new("charity", "Charity number", "o.CharityNumber") { IsSearched = true, SearchSql = FindOrganisations.NumberSql },
            new("company", "Company number", "o.CompanyNumber") { IsShown = false },
            new(
                "applications",
                "Applications",
                $"(select count(*) from Application a where a.OrganisationId in {AllSql} and a.Number is not null)"
            )
            {
                Kind = ListColumnKind.Number,
            },
            new(
                "awards",
                "Awards",
                $"(select count(*) from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId in {AllSql})"
            )
            {
                Kind = ListColumnKind.Number,
            },
            new(
                "awarded",
                "Awarded",
                $"(select coalesce(sum(w.Amount - w.GivenBack), 0) from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId in {AllSql} and w.AcceptedAt is not null)"
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
                $"case when exists (select 1 from StopFlag f where f.OrganisationId in {AllSql} and f.LiftedAt is null) then 'Yes' else 'No' end"
            )
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
            },
            new(
                "tags",
                "Tags",
                $"(select string_agg(t.Tag, ', ') from (select distinct x.Tag from OrganisationTag x where x.OrganisationId in {AllSql}) t)"
            )
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
        CountSql = "select (select count(*) from Organisation) - (select count(*) from Organisation where SameAs is not null)",
        Unit = ("organisation", "organisations"),
    };

    /// <summary>The records of the organisation in this row.</summary>
    private const string AllSql = "(select o.Id union all select m.Id from Organisation m where m.SameAs = o.Id)";

    private const string BankSql =
        "(select max(b.State) from BankDetails b where b.OrganisationId in " + AllSql + " and b.State in ('Given', 'Confirmed'))";
}
