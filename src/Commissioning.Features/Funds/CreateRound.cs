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
                if (WhyFundIsWrong(command.FundName, command.Prefix) is { Count: > 0 } wrong)
                    return Result.Of<Guid>(wrong);
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

    /// <summary>The page asks this too when a date or an amount cannot be read, so that everything is listed at once.</summary>
    public static IReadOnlyList<Refusal> WhyFundIsWrong(string? fundName, string? prefix)
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(fundName))
            refusals.Add(new("Enter the fund's name, for example Commissioner's Safety Fund", nameof(fundName)));
        if (prefix is not { Length: > 0 and <= 6 } || !prefix.All(char.IsAsciiLetterUpper))
            refusals.Add(new("Enter one to six capital letters for the references, for example CSF", nameof(prefix)));
        return refusals;
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
        if (TextLimit.WhyTooLong([(fundName, 200, nameof(fundName)), (prefix, 10, nameof(prefix))]) is [var wide, ..])
            return wide;
        if (SaveRound.WhyTooLong(details) is [var wrong, ..])
            return wrong;
        if (GuidanceRules.WhyWrong(details.Texts) is [var unclear, ..])
            return unclear;
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
