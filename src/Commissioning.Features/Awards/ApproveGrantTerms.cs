using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A legal reviewer who did not write it approves a version of the terms. Offers made from then on use it.</summary>
public sealed class ApproveGrantTerms(Db db)
{
    /// <param name="ReviewerRole">Role and firm; the name is the account's.</param>
    public sealed record Command(string? ReviewerRole, string? Note, bool Agreed);

    public Task<Result> RunAsync(Actor actor, Guid fund, int number, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.GrantTermsApproved,
            fund,
            async work =>
            {
                if (await GrantTerms.GetAsync(work, fund, number) is not { Version: { } version } terms)
                    return WhyNotTheExample;
                if (await WhyNotAsync(work, actor, fund, version) is { } whyNot)
                    return whyNot;
                if (TermsRules.WhyMissing(terms.Clauses) is [var missing, ..])
                    return missing;
                if (TermsRules.WhyApprovalIsIncomplete(command.ReviewerRole, command.Note, command.Agreed) is { Count: > 0 } incomplete)
                    return Result.Of(incomplete);
                await work.ExecuteOneAsync(
                    "update GrantTerms set ApprovedBy = @By, ApprovedAt = @Now, ReviewerName = @Name, ReviewerRole = @Role, ReviewNote = @Note where Id = @Id and ApprovedAt is null",
                    new
                    {
                        version.Id,
                        By = actor.Id,
                        work.Now,
                        actor.Name,
                        Role = command.ReviewerRole!.Trim(),
                        Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
                    }
                );
                work.Note($"Version {number}, {actor.Name}, {command.ReviewerRole.Trim()}");
                return Result.Done;
            }
        );

    public static readonly Refusal WhyNotTheExample = new(
        "Save the portal's example as a version of the fund first, and then approve that"
    );

    /// <summary>Null when this person may approve the version now.</summary>
    public static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid fund, GrantTerms.Version version) =>
        TermsRules.WhyCannotApprove(
            version.Number,
            version.WrittenBy == actor.Id,
            version.ApprovedAt,
            (await GrantTerms.ListAsync(work, fund)).Any(other => other.Number > version.Number && other.ApprovedAt is not null)
        );
}
