using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

/// <summary>When a document must be there (R19).</summary>
public enum DocumentStage
{
    WithApplication,
    OnOffer,
    BeforePayment,
}
