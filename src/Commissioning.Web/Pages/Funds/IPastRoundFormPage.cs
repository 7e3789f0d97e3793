namespace Commissioning.Web.Pages.Funds;

public interface IPastRoundFormPage
{
    PastRoundForm Form { get; }
}
