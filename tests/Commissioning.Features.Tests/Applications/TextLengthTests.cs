using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

/// <summary>A text longer than its column is refused with a sentence, on both databases alike, and none of it is saved.</summary>
public sealed class TextLengthTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task A_budget_line_or_outcome_that_is_too_long_is_refused_with_how_much_to_shorten()
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var (officer, applicant) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        var organisation = await scenario.OrganisationAsync(applicant);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await scenario.ApplicationAsync(round, organisation, applicant);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Status = 'Draft' where Id = @application", new { application })
        );
        database.Clock.MoveTo("2026-01-10 10:00");
        var budget = new SaveBudget(database.Db);
        var refused = await budget.RunAsync(
            applicant,
            application,
            (await budget.GetAsync(applicant, application)).Version,
            [
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Position = 1,
                    Item = new string('x', 201),
                    Requested = new(100),
                    OtherFunders = Money.Zero,
                },
            ]
        );
        Assert.Equal(new Refusal("Shorten this from 201 to 200 characters or fewer", "lines[0].Item"), refused.FirstRefusal);
        var outcomes = new SaveOutcomes(database.Db);
        refused = await outcomes.RunAsync(
            applicant,
            application,
            (await outcomes.GetAsync(applicant, application)).Version,
            [
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Position = 1,
                    Outcome = "Fewer",
                    Measure = new string('x', 501),
                    Baseline = "1",
                    Target = "2",
                },
            ]
        );
        Assert.Equal("Outcomes[0].Measure", refused.FirstRefusal?.Field);
        Assert.Equal(0, await database.CountAsync("BudgetLine", "Item like 'xx%'"));
    }

    public void Dispose() => database.Dispose();
}
