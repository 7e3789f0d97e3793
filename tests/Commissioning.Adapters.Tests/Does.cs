using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Commissioning.Adapters.Tests;

/// <summary>What the mail server on the other side does.</summary>
public enum Does
{
    Takes,
    RefusesEverything,
    RefusesTheSender,
    RefusesTheRecipient,
    AsksToWait,
    RefusesTheMessage,
    GoesAway,
    HangsAtOnce,
    HangsAtTheRecipient,
    HangsAfterTheEnd,
    DropsInTheMessage,
    DropsAfterTheEnd,
}
