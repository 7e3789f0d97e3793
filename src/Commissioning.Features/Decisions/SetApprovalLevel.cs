using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Sets how much a person may decide, for one fund or for all.</summary>
public sealed class SetApprovalLevel(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid? person, Guid? fund, Money? upTo) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApprovalLevelSet,
            person ?? Guid.Empty,
            async work =>
            {
                if (
                    await work.FindOrDefaultAsync<string>(
                        "select p.DisplayName from Person p join PersonRole r on r.PersonId = p.Id where p.Id = @person and r.Role = 'Approver'",
                        new { person }
                    )
                    is not { } name
                )
                    return new Refusal("Choose a person who may decide", nameof(person));
                if (person == actor.Id)
                    return new Refusal("You cannot set your own approval level", nameof(person));
                var before = await work.FirstOrDefaultAsync<ApprovalLimit>(
                    "select Id, PersonId, FundId, UpTo from ApprovalLimit where PersonId = @person and (FundId = @fund or (FundId is null and @fund is null)) order by SetAt desc, Id",
                    new { person, fund }
                );
                await work.ExecuteAsync(
                    "delete from ApprovalLimit where PersonId = @person and (FundId = @fund or (FundId is null and @fund is null))",
                    new { person, fund }
                );
                await work.ExecuteAsync(
                    "insert into ApprovalLimit (Id, PersonId, FundId, UpTo, SetBy, SetAt) values (@Id, @person, @fund, @upTo, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        person,
                        fund,
                        upTo,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{name}, {await ApprovalLevels.FundNameAsync(work, fund)}");
                work.Note(
                    new Changes(isNew: before is null)
                        .Add("May decide", before is null ? null : ApprovalLevels.UpToText(before.UpTo), ApprovalLevels.UpToText(upTo))
                        .ToString()
                );
                return Result.Done;
            }
        );
}
