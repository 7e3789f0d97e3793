using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>An officer accepts a signed certificate of use, or says what is to be put right.</summary>
public sealed class ReviewUseCertificate(Db db, Office office)
{
    /// <param name="copy">The signing that the officer looked at.</param>
    public Task<Result> RunAsync(Actor actor, Guid award, Guid copy, bool accept, string? reviewNote) =>
        db.ChangeAsync(
            actor,
            accept ? AuditAction.UseCertificateAccepted : AuditAction.UseCertificateSentBack,
            award,
            async work =>
            {
                var view = await UseCertificates.GetAsync(work, award);
                if (
                    UseCertificateRules.WhyCannotReview(
                        view.Row.State,
                        view.Standing?.SignedBy,
                        view.Row.ExaminerGivenBy,
                        actor.Id,
                        accept,
                        view.Final?.Status,
                        reviewNote
                    ) is
                    { } refusal
                )
                    return refusal;
                var standing = view.Standing!;
                if (standing.Id != copy)
                    return new Refusal("The certificate was signed again after you opened this page. Check the new one.");
                var note = reviewNote?.Trim();
                if (accept)
                {
                    await work.ExecuteOneAsync(
                        "update UseCertificateCopy set State = 'Accepted', Note = @note, DecidedBy = @By, DecidedAt = @Now where Id = @copy and State = 'Sent'",
                        new
                        {
                            copy,
                            note = string.IsNullOrEmpty(note) ? null : note,
                            By = actor.Id,
                            work.Now,
                        }
                    );
                    await work.ExecuteOneAsync(
                        "update UseCertificate set State = 'Accepted', WaiverReason = null, WaiverAskedBy = null, WaiverAskedAt = null, Version = Version + 1 where AwardId = @award and Version = @Version",
                        new { award, view.Row.Version }
                    );
                    await KeepUseCertificate.TellAsync(
                        work,
                        office,
                        MessageKind.UseCertificateAccepted,
                        view.Award,
                        new() { ["note"] = note ?? "" }
                    );
                }
                else
                {
                    await KeepUseCertificate.AgainAsync(work, view, standing, UseCopyState.SentBack, note!, actor.Id);
                    await KeepUseCertificate.TellAsync(
                        work,
                        office,
                        MessageKind.UseCertificateAgain,
                        view.Award,
                        new() { ["why"] = note!, ["by"] = await KeepUseCertificate.DueAsync(work, view.Award) }
                    );
                }
                work.Note($"{view.Award.Reference}: signed by {standing.SignName}, SHA-256 {standing.Sha256}. {note}");
                return Result.Done;
            }
        );
}
