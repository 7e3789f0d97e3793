using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class ReturnForecastTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    private static IReadOnlyList<string> Gaps(ReturnForm form, ReturnKind kind, Money? forecast) =>
        MonitoringRules
            .WhyIncomplete(
                new()
                {
                    Kind = kind,
                    Form = form,
                    ProjectStarts = Day,
                    Tolerance = Money.Zero,
                    Spent = Money.FromPounds(500),
                    Lines = [],
                    Outcomes = [],
                    People = [],
                    Forecast = forecast,
                },
                Day,
                ReturnPage.Money
            )
            .Where(refusal => refusal.Field == nameof(ReturnContent.Forecast))
            .Select(refusal => refusal.Sentence)
            .ToList();

    [Fact]
    public void Only_the_long_form_asks_for_a_forecast_and_only_before_the_final_return()
    {
        Assert.Empty(Gaps(ReturnForms.Brief, ReturnKind.Interim, null));
        Assert.Empty(Gaps(ReturnForms.Standard, ReturnKind.Interim, null));
        Assert.Empty(Gaps(ReturnForms.Full, ReturnKind.Final, null));
        Assert.Empty(Gaps(ReturnForms.Full, ReturnKind.Interim, null));
        var asked = ReturnForms.Full with
        {
            Items = [.. ReturnForms.Full.Items.Select(item => item.Kind == ReturnItemKind.Forecast ? item with { Required = true } : item)],
        };
        Assert.Equal(
            ["Enter what you will have spent when the project ends. Your best guess is fine."],
            Gaps(asked, ReturnKind.Interim, null)
        );
        Assert.Contains(
            ReturnForms.Full.Items,
            item => item.Kind == ReturnItemKind.Receipts && ReturnForms.Full.Asks(ReturnItemKind.Forecast)
        );
    }

    [Fact]
    public void A_forecast_below_what_is_spent_already_is_asked_about()
    {
        Assert.Equal(
            ["You have spent £500.00 already, so it cannot be less in the end. Check the two sums."],
            Gaps(ReturnForms.Full, ReturnKind.Interim, Money.FromPounds(499))
        );
        Assert.Empty(Gaps(ReturnForms.Full, ReturnKind.Interim, Money.FromPounds(500)));
    }
}
