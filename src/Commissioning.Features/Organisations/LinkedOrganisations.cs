namespace Commissioning.Features.Organisations;

internal static class LinkedOrganisations
{
    /// <summary>All records marked as one organisation with <c>@OrganisationId</c>, including itself. Goes before a query that joins
    /// Body.</summary>
    public const string Sql = """
        with Body as (
            select m.Id from Organisation s join Organisation m on m.Id = coalesce(s.SameAs, s.Id) where s.Id = @OrganisationId
            union all
            select m.Id from Organisation s join Organisation m on m.SameAs = coalesce(s.SameAs, s.Id) where s.Id = @OrganisationId
        )

        """;

    /// <summary>The ids of the same records, in brackets.</summary>
    /// <param name="organisation">The expression of the id of any of them.</param>
    public static string IdsSql(string organisation) =>
        $"""
            (select m.Id from Organisation s join Organisation m on m.Id = coalesce(s.SameAs, s.Id) where s.Id = {organisation}
             union all select m.Id from Organisation s join Organisation m on m.SameAs = coalesce(s.SameAs, s.Id) where s.Id = {organisation})
            """;
}
