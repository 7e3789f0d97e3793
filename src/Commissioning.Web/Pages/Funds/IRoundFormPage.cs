namespace Commissioning.Web.Pages.Funds;

/// <summary>The two pages with the round form.</summary>
public interface IRoundFormPage
{
    RoundForm Form { get; }
}
