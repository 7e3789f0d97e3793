using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>An officer reviews a fund's fraud risk assessment. Each review is a version of its own.</summary>
public sealed class ReviewFraudRisks(Db db)
{
    /// <param name="version">Number of the version that the officer read; 0: there was none.</param>
    public Task<Result> RunAsync(
        Actor actor,
        Guid fund,
        int version,
        IReadOnlyList<FraudRiskLine> risks,
        DateOnly? reviewBy,
        string? note
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.FraudRisksReviewed,
            fund,
            async work =>
            {
                await FraudAssessments.FundAsync(work, fund);
                if (FraudRiskRules.WhyCannotSave(risks, reviewBy, note, ApplicationChecks.Today(work)) is { } refusal)
                    return refusal;
                var newest = (await FraudAssessments.OfAsync(work, fund)).FirstOrDefault();
                if ((newest?.Number ?? 0) != version)
                    return new Refusal($"{newest!.ReviewedBy} saved version {newest.Number} while you had this open. Read it first.");
                var before = newest is null ? [] : await FraudAssessments.RisksAsync(work, newest.Id);
                var id = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into FraudAssessment (Id, FundId, Number, ReviewBy, Note, ReviewedBy, ReviewedAt) values (@id, @fund, @Number, @reviewBy, @Note, @By, @Now)",
                    new
                    {
                        id,
                        fund,
                        Number = version + 1,
                        reviewBy,
                        Note = note!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into FraudRisk (Id, AssessmentId, Position, Risk, Who, Likelihood, Impact, Control, Owner, LikelihoodLeft, ImpactLeft) values (@Id, @Assessment, @Position, @Risk, @Who, @Likelihood, @Impact, @Control, @Owner, @LikelihoodLeft, @ImpactLeft)",
                    risks.Select(
                        (risk, i) =>
                            new
                            {
                                Id = Guid.CreateVersion7(),
                                Assessment = id,
                                Position = i + 1,
                                risk.Risk,
                                risk.Who,
                                risk.Likelihood,
                                risk.Impact,
                                risk.Control,
                                risk.Owner,
                                risk.LikelihoodLeft,
                                risk.ImpactLeft,
                            }
                    )
                );
                work.Note($"Version {version + 1}, review by {LondonTime.Date(reviewBy!.Value)}. {note.Trim()}");
                foreach (var risk in risks)
                {
                    var old = before.FirstOrDefault(one => one.Risk == risk.Risk);
                    if (old is null)
                        work.Note($"New: {risk.Risk}, left {risk.RatingLeft}");
                    else if (old != risk)
                        work.Note($"{risk.Risk}: left {old.RatingLeft}, now {risk.RatingLeft}");
                }
                foreach (var gone in before.Where(one => risks.All(risk => risk.Risk != one.Risk)))
                    work.Note($"Removed: {gone.Risk}");
                return Result.Done;
            }
        );
}
