using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

public enum ReturnKind
{
    Interim,
    Final,
}
