namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>The two pages that have the boxes of a fraud case.</summary>
public interface IFraudCasePage
{
    FraudCaseForm Form { get; }
}
