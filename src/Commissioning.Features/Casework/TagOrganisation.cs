using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Puts a word on an organisation, or takes it off.</summary>
public sealed class TagOrganisation(Db db)
{
    public static Task<IReadOnlyList<string>> OfAsync(Work work, Guid organisation) =>
        work.QueryAsync<string>("select Tag from OrganisationTag where OrganisationId = @organisation order by Tag", new { organisation });

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

    private const string AddSql = """
        insert into OrganisationTag (OrganisationId, Tag)
        select o.Id, @Tag from Organisation o
        where  o.Id = @organisation and not exists (select 1 from OrganisationTag t where t.OrganisationId = o.Id and t.Tag = @Tag)
        """;
    private const string RemoveSql = "delete from OrganisationTag where OrganisationId = @organisation and Tag = @Tag";
}
