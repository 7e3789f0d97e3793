namespace Commissioning.Features.Organisations;

internal static class LinkedOrganisations
{
    /// <summary>All records that are said to be one body with <c>@OrganisationId</c>, itself included; goes before the question, which joins Body.</summary>
    public const string Sql = """
        with Body as (
            select m.Id from Organisation s join Organisation m on m.Id = coalesce(s.SameAs, s.Id) where s.Id = @OrganisationId
            union all
            select m.Id from Organisation s join Organisation m on m.SameAs = coalesce(s.SameAs, s.Id) where s.Id = @OrganisationId
        )

        """;
}
