using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer sets the areas for which a person is the area contact.</summary>
public sealed class SetContactAreas(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid person, IReadOnlyCollection<Guid> areas) =>
        db.ChangeAsync(
            actor,
            AuditAction.AreaContactAreasSet,
            person,
            async work =>
            {
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from PersonRole where PersonId = @person and Role = 'CspOfficer'",
                        new { person }
                    ) == 0
                )
                    throw new NotFoundException("Not a CSP officer");
                foreach (var area in areas)
                    if (await work.ScalarAsync<int>("select count(*) from CspArea where Id = @area", new { area }) == 0)
                        return new Refusal("Choose areas from the list", nameof(areas));
                const string areasSql =
                    "select a.Name from PersonCspArea m join CspArea a on a.Id = m.AreaId where m.PersonId = @person order by a.Position, a.Name";
                var before = await work.QueryAsync<string>(areasSql, new { person });
                // Areas that stay keep where they came from, so that undoing a merger still takes back what it added.
                var has = await work.QueryAsync<Guid>("select AreaId from PersonCspArea where PersonId = @person", new { person });
                await work.ExecuteAsync(
                    "delete from PersonCspArea where PersonId = @person and AreaId = @area",
                    has.Except(areas).Select(area => new { person, area })
                );
                await work.ExecuteAsync(
                    "insert into PersonCspArea (PersonId, AreaId) select @person, Id from CspArea where Id = @area",
                    areas.Distinct().Except(has).Select(area => new { person, area })
                );
                work.Note(await work.ScalarAsync<string>("select DisplayName from Person where Id = @person", new { person }) ?? "");
                work.Note(new Changes().Add("Speaks for", before, await work.QueryAsync<string>(areasSql, new { person })).ToString());
                return Result.Done;
            }
        );
}
