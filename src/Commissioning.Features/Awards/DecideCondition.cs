using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>An officer accepts a condition, sends it back or waives it. Payments wait until each is accepted or waived (R69).</summary>
public sealed class DecideCondition(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, Guid requirement, int version, ConditionState to, string? note) =>
        db.ChangeAsync(
            actor,
            to switch
            {
                ConditionState.Accepted => AuditAction.ConditionAccepted,
                ConditionState.NotNeeded => AuditAction.ConditionWaived,
                _ => AuditAction.ConditionSentBack,
            },
            award,
            async work =>
            {
                var found = await AwardConditionQueries.FindAsync(work, award, requirement);
                if (to != ConditionState.Wanted && found.GivenBy == actor.Id)
                    return new Refusal("You sent this file in yourself, so someone else must check it", nameof(note));
                if (to == ConditionState.Given)
                    return new Refusal("Choose whether the condition is met, sent back or not needed", nameof(to));
                if (to != ConditionState.Accepted && string.IsNullOrWhiteSpace(note))
                    return new Refusal(
                        to == ConditionState.Wanted
                            ? "Say what is missing or wrong. The organisation reads this."
                            : "Say why it is not needed",
                        nameof(note)
                    );
                if (to == ConditionState.Accepted && found.FileId is null && string.IsNullOrWhiteSpace(note))
                    return new Refusal("Say what you have seen, because the organisation did not send a file", nameof(note));
                if (note?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(note));
                await work.ExecuteOneAsync(
                    "update AwardCondition set State = @to, Note = @Note, DecidedBy = @By, DecidedAt = @Now, Version = Version + 1 where Id = @requirement and Version = @version",
                    new
                    {
                        requirement,
                        version,
                        to,
                        Note = note?.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (to == ConditionState.Wanted)
                {
                    var row = await AwardReader.FindAsync(work, award);
                    await Recipients.TellAsync(
                        work,
                        office,
                        MessageKind.EvidenceAgain,
                        row.ApplicationId,
                        new Dictionary<string, string> { ["what"] = found.Name, ["note"] = note!.Trim() },
                        Links.Awards.MyGrant(row.ApplicationId)
                    );
                }
                work.Note($"{found.Name}. {note?.Trim()}");
                return Result.Done;
            }
        );
}
