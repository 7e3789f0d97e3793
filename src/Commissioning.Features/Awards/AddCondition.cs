using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>An officer adds a condition to an offered award.</summary>
public sealed class AddCondition(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, string? name, string? hint, DocumentStage stage) =>
        db.ChangeAsync(
            actor,
            AuditAction.ConditionAdded,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (row.OfferedAt is null)
                    return new Refusal("The grant has not been offered yet, so the organisation does not know about it");
                if (row.EndedAt is not null)
                    return new Refusal("The grant has ended, so you can ask for nothing more");
                if (name?.Trim() is not { Length: > 0 and <= 200 } wanted)
                    return new Refusal("Say what is needed, in up to 200 characters", nameof(name));
                if (hint?.Length > 1000)
                    return new Refusal("Shorten the explanation to 1,000 characters", nameof(hint));
                var last =
                    await work.ScalarAsync<int?>("select max(Position) from AwardCondition where AwardId = @award", new { award }) ?? 0;
                await work.ExecuteAsync(
                    "insert into AwardCondition (Id, AwardId, Position, Name, Hint, Stage, State, Version) values (@Id, @award, @Position, @wanted, @Hint, @Stage, 'Wanted', 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        award,
                        Position = last + 1,
                        wanted,
                        Hint = hint?.Trim(),
                        Stage = stage == DocumentStage.OnOffer ? stage : DocumentStage.BeforePayment,
                    }
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.EvidenceWanted,
                    row.ApplicationId,
                    new Dictionary<string, string> { ["what"] = wanted, ["note"] = hint?.Trim() ?? "" },
                    Links.Awards.MyGrant(row.ApplicationId)
                );
                work.Note(new Changes(isNew: true).Add("Condition", null, wanted).Add("Explanation", null, hint).ToString());
                return Result.Done;
            }
        );
}
