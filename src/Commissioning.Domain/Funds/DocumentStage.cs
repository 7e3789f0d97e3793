namespace Commissioning.Domain.Funds;

/// <summary>When a document must be added (R19).</summary>
public enum DocumentStage
{
    WithApplication,
    OnOffer,
    BeforePayment,
}
