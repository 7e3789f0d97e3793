using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Creates a round of a new or existing fund with default questions, criteria and checks, all editable.</summary>
public sealed class CreateRound(Db db)
{
    public sealed record Command(string FundName, string Prefix, RoundDetails Details);

    public Task<Result<Guid>> RunAsync(Actor actor, Command command)
    {
        var round = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.RoundCreated,
            round,
            async work =>
            {
                if (
                    await InsertAsync(work, round, command.FundName, command.Prefix, command.Details, RoundTemplate.Default()) is
                    { } refusal
                )
                    return refusal;
                work.Note(command.FundName);
                work.Note(RoundChanges.New(await RoundReader.GetSetupAsync(work, round)).ToString());
                return Result.Made(round);
            }
        );
    }

    internal static async Task<Refusal?> InsertAsync(
        Work work,
        Guid round,
        string fundName,
        string prefix,
        RoundDetails details,
        RoundLists lists
    )
    {
        if (
            TextLimit.WhyTooLong([
                (fundName, 200, nameof(fundName)),
                (prefix, 10, nameof(prefix)),
                (details.Name, 200, nameof(RoundDetails.Name)),
            ])
            is [var wide, ..]
        )
            return wide;
        await SaveRound.InsertAsync(work, round, await FundAsync(work, fundName, prefix), details);
        if (RoundRules.WhyDatesAreWrong(await RoundReader.GetAsync(work, round)) is [var refusal, ..])
            return refusal;
        await RoundContent.ReplaceAsync(work, round, lists);
        return null;
    }

    private static async Task<Guid> FundAsync(Work work, string name, string prefix)
    {
        if (await work.FindOrDefaultAsync<Guid?>("select Id from Fund where Name = @name", new { name }) is { } existing)
            return existing;
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            "insert into Fund (Id, Name, Prefix, Description, CreatedAt) values (@id, @name, @prefix, '', @Now)",
            new
            {
                id,
                name,
                prefix,
                work.Now,
            }
        );
        return id;
    }
}
