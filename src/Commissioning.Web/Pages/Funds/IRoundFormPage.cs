namespace Commissioning.Web.Pages.Funds;

/// <summary>The two pages that show the round's form.</summary>
public interface IRoundFormPage
{
    RoundForm Form { get; }
}
