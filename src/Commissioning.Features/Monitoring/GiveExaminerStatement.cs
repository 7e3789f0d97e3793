using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A member of the organisation sends the statement of its independent examiner or auditor about the certificate's
/// figures.</summary>
public sealed class GiveExaminerStatement(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="Code">Of the figures at which they looked.</param>
    public sealed record Command(
        string? Examiner,
        string? ExaminerBody,
        string? ExaminerNumber,
        ExaminerCapacity? Capacity,
        DateOnly? ExaminedOn,
        string? Code,
        Upload? Statement
    );

    public async Task<Result> RunAsync(Actor actor, Guid application, Command command)
    {
        if (await db.ReadAsync(work => WhyNotAsync(work, actor, application, command)) is { IsDone: false } wrong)
            return wrong;
        var upload = command.Statement!;
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.ExaminerStatementGiven,
            application,
            async work =>
            {
                if (await WhyNotAsync(work, actor, application, command) is { IsDone: false } late)
                    return late;
                var view = await UseCertificates.MineAsync(work, actor, application);
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteOneAsync(
                    """
                    update UseCertificate
                    set    Examiner = @Examiner, ExaminerBody = @Body, ExaminerNumber = @Number, ExaminerCapacity = @Capacity, ExaminedOn = @ExaminedOn, ExaminerFileId = @FileId,
                           ExaminedFigures = @Figures, ExaminerGivenBy = @By, ExaminerGivenAt = @Now, Version = Version + 1
                    where  AwardId = @AwardId and Version = @Version
                    """,
                    new
                    {
                        view.Row.AwardId,
                        view.Row.Version,
                        Examiner = command.Examiner!.Trim(),
                        Body = command.ExaminerBody!.Trim(),
                        Number = string.IsNullOrWhiteSpace(command.ExaminerNumber) ? null : command.ExaminerNumber.Trim(),
                        command.Capacity,
                        command.ExaminedOn,
                        FileId = file.Id,
                        Figures = view.Now,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{command.Examiner.Trim()}, {command.ExaminerBody.Trim()}, {LondonTime.Date(command.ExaminedOn!.Value)}, figures {view.Now!.Code}; {upload.Words(file)}"
                );
                return Result.Done;
            }
        );
    }

    private static async Task<Result> WhyNotAsync(Work work, Actor actor, Guid application, Command command)
    {
        var view = await UseCertificates.MineAsync(work, actor, application);
        if (!view.Row.IsExamined)
            throw new NotFoundException("This certificate needs no examiner");
        if (view.WhyNotOpen is { } closed)
            return closed;
        if (command.Code != view.Now!.Code)
            return new Refusal("The figures changed after you opened this page. Show your examiner the new ones.");
        var wrong = UseCertificateRules
            .WhyExaminerIsWrong(
                command.Examiner,
                command.ExaminerBody,
                command.ExaminerNumber,
                command.Capacity,
                command.ExaminedOn,
                view.Final!.PeriodTo,
                view.Today,
                view.People.Select(one => one.DisplayName)
            )
            .ToList();
        if (command.Statement is null)
            wrong.Add(new("Choose the file with their signed statement", nameof(command.Statement)));
        return Result.Of(wrong);
    }
}
