using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A second person approves a version of a letter of a fund. No version is used before that.</summary>
public sealed class ApproveLetterTemplate(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid fund, Guid version) =>
        db.ChangeAsync(
            actor,
            AuditAction.LetterTemplateApproved,
            fund,
            async work =>
            {
                var row = await work.FindAsync<FundLetterQueries.Version>(
                    FundLetterQueries.VersionsSql + " and t.Id = @version",
                    new { fund, version }
                );
                if (row.WrittenBy == actor.Id)
                    return new Refusal("You wrote this version, so someone else must approve it");
                if (row.ApprovedAt is not null)
                    return new Refusal($"Version {row.Number} has already been approved");
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from LetterTemplate where FundId = @fund and Kind = @Kind and Version > @Number and ApprovedAt is not null",
                        new
                        {
                            fund,
                            row.Kind,
                            row.Number,
                        }
                    ) > 0
                )
                    return new Refusal(
                        $"A version newer than {row.Number} has already been approved. Save this text again to go back to it."
                    );
                // The letter's merge fields may have changed since it was written.
                if (LetterTemplateRules.WhyWrong(row.Kind, row.Title, row.Body) is [var wrong, ..])
                    return wrong;
                await work.ExecuteOneAsync(
                    "update LetterTemplate set ApprovedBy = @By, ApprovedAt = @Now where Id = @version and ApprovedAt is null",
                    new
                    {
                        version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{row.Kind.Name()}, version {row.Number}");
                return Result.Done;
            }
        );
}
