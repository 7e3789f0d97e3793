using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Puts a word on an organisation, or takes it off every record of it.</summary>
public sealed class TagOrganisation(Db db)
{
    /// <summary>The words on all records of the organisation, each once.</summary>
    public static Task<IReadOnlyList<string>> OfAsync(Work work, Guid organisation) =>
        work.QueryAsync<string>(
            $"select distinct t.Tag from OrganisationTag t where t.OrganisationId in {AllSql} order by t.Tag",
            new { organisation }
        );

    public Task<Result> RunAsync(Actor actor, Guid organisation, string? tag, bool remove) =>
        db.ChangeAsync(
            actor,
            AuditAction.OrganisationTagged,
            organisation,
            async work =>
            {
                if (TagRules.WhyNotATag(tag, nameof(tag)) is { } refusal)
                    return refusal;
                if (await work.ScalarAsync<int>("select count(*) from Organisation where Id = @organisation", new { organisation }) == 0)
                    throw new NotFoundException("No such organisation");
                var row = new { organisation, Tag = tag!.Trim() };
                var before = await OfAsync(work, organisation);
                await work.ExecuteAsync(remove ? RemoveSql : AddSql, row);
                work.Note(
                    new Changes().Add("Tags", string.Join(", ", before), string.Join(", ", await OfAsync(work, organisation))).ToString()
                );
                return Result.Done;
            }
        );

    private static readonly string AllSql = LinkedOrganisations.IdsSql("@organisation");
    private static readonly string AddSql = $"""
        insert into OrganisationTag (OrganisationId, Tag)
        select o.Id, @Tag from Organisation o
        where  o.Id = @organisation and not exists (select 1 from OrganisationTag t where t.Tag = @Tag and t.OrganisationId in {AllSql})
        """;
    private static readonly string RemoveSql = $"delete from OrganisationTag where Tag = @Tag and OrganisationId in {AllSql}";
}
